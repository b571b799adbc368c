/** Pyodide as pythonless ships it: the same interpreter, and less to do at a start. */

import { readFile } from "node:fs/promises";
import { leanScript } from "./lean-script.mjs";
import { leanWasm } from "./lean-wasm.mjs";
import { propertiesIn } from "./unused-exports.mjs";

const read = (file) => readFile(new URL(`../../node_modules/pyodide/${file}`, import.meta.url));

/** @returns {Promise<{ readonly script: string, readonly wasm: Buffer }>} pyodide.asm.mjs and pyodide.asm.wasm */
export async function leanPyodide() {
  const [script, reader, wasm] = await Promise.all(
    ["pyodide.asm.mjs", "pyodide.mjs", "pyodide.asm.wasm"].map(read),
  );
  const lean = leanScript(script.toString(), reader.toString());
  return { script: lean, wasm: leanWasm(wasm, propertiesIn(lean + reader)) };
}
