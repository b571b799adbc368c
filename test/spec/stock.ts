import { readFileSync } from "node:fs";

const wasm = readFileSync(new URL("../../dist/assets/pyodide.asm.wasm", import.meta.url));
/** Only the rewritten binary has this section: wasm-bootstrap/pyodide/rewrite-wasm.mjs. */
const isStock = !wasm.includes("pythonless.exports");

/** Whether a row holds in this build: in Pyodide's own binary (`npm run test:stock`), errors have Emscripten's numbers. */
export function holdsInThisBuild(row: object): boolean {
  return !(isStock && /errno/i.test(JSON.stringify(row)));
}
