import { createHash } from "node:crypto";
import { pythonFiles } from "./python-files.mjs";

/**
 * Stands for all that a snapshot depends on: Pyodide's script and binary as they are shipped, and the bootstrap package.
 *
 * @param {{ readonly script: string, readonly wasm: Buffer }} pyodide
 * @returns {string}
 */
export function buildId({ script, wasm }) {
  const hash = createHash("sha256").update(script).update(wasm);
  hash.update(JSON.stringify(pythonFiles()));
  return hash.digest("hex").slice(0, 16);
}
