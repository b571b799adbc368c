import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";

const FOLDER = new URL("./", import.meta.url);

/**
 * Stands for all that a snapshot depends on: Pyodide's script and binary as they are shipped, and the bootstrap package.
 *
 * @param {{ readonly script: string, readonly wasm: Buffer }} pyodide
 * @returns {Promise<string>}
 */
export async function buildId({ script, wasm }) {
  const hash = createHash("sha256").update(script).update(wasm);
  for (const path of (await readdir(FOLDER, { recursive: true })).sort()) {
    if (path.endsWith(".py")) hash.update(path).update(await readFile(new URL(path, FOLDER)));
  }
  return hash.digest("hex").slice(0, 16);
}
