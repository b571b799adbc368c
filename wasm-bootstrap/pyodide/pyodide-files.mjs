/** Pyodide's script and binary as the build uses them. */

import { readFile } from "node:fs/promises";
import { withLinuxErrno } from "./linux-errno.mjs";
import { rewriteScript } from "./rewrite-script.mjs";
import { rewriteWasm } from "./rewrite-wasm.mjs";
import { wordsIn } from "./unused-exports.mjs";

const read = (file) => readFile(new URL(`../../node_modules/pyodide/${file}`, import.meta.url));

/**
 * @param {{ readonly isStock: boolean }} options `isStock`: both as npm has them, so errors have Emscripten's numbers. If
 *   a fault stays in such a build, Pyodide has it; if it goes away, our rewriting has it.
 * @returns {Promise<{ readonly script: string, readonly wasm: Buffer }>} pyodide.asm.mjs and pyodide.asm.wasm
 */
export async function pyodideFiles({ isStock }) {
  const [script, reader, wasm] = await Promise.all(
    ["pyodide.asm.mjs", "pyodide.mjs", "pyodide.asm.wasm"].map(read),
  );
  if (isStock) return { script: script.toString(), wasm };
  const rewritten = rewriteScript(script.toString(), reader.toString());
  return { script: rewritten, wasm: rewriteWasm(withLinuxErrno(wasm), wordsIn(rewritten + reader)) };
}
