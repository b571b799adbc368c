/**
 * The id of a build. It stands in each file of the interpreter, so that files of two builds are not taken for a set
 * (src/worker/pyodide/check-build.ts), and in each snapshot (src/worker/pyodide/images.ts).
 */

import { createHash } from "node:crypto";
import { appendSection } from "./pyodide/wasm-binary.mjs";
import { appendToZip } from "./time-zones/append.mjs";

/** Stands in the scripts for the id, which is made of them. */
export const ID_PLACEHOLDER = "{build id here!}";
const NAME = "pythonless.build";

/**
 * The files of the interpreter, with the id of their build in each.
 *
 * A snapshot is memory: it holds addresses of functions, which follow from Pyodide's script and the order in which ours
 * links it, addresses of data in the binary, places of modules in the zip, and our Python. So the id is made of every byte
 * that can run in the interpreter or beside it, as bundled: no list of sources can leave one out.
 *
 * @typedef {object} InterpreterFiles
 * @property {Readonly<Record<string, string>>} scripts by path: those that run Pyodide, each with the placeholder in it
 * @property {Buffer} wasm pyodide.asm.wasm
 * @property {Buffer} standardLibrary python_stdlib.zip
 *
 * @param {InterpreterFiles} files
 * @returns {InterpreterFiles}
 */
export function withBuildId({ scripts, wasm, standardLibrary }) {
  const id = idOf([...Object.values(scripts), wasm, standardLibrary]);
  return {
    scripts: Object.fromEntries(
      Object.entries(scripts).map(([path, text]) => [path, inScript(text, id, path)]),
    ),
    // A custom section behind all others: no byte before it changes.
    wasm: appendSection(wasm, NAME, id),
    // An empty file, whose name is the last thing in the zip before its end record.
    standardLibrary: appendToZip(standardLibrary, { [`${NAME}-${id}`]: Buffer.alloc(0) }),
  };
}

function idOf(parts) {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(createHash("sha256").update(part).digest());
  return hash.digest("hex").slice(0, ID_PLACEHOLDER.length);
}

function inScript(text, id, path) {
  if (text.includes(ID_PLACEHOLDER)) return text.replaceAll(ID_PLACEHOLDER, id);
  throw new Error(
    `${path}: expected the placeholder of the build id in it, found none: it would load any build's files`,
  );
}
