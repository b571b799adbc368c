/**
 * All that touches Pyodide is in this folder. It runs inside the realm: in the `vm` context of a Node worker, or in a
 * web worker. No Python proxy leaves it: only text and bytes cross.
 */

export { freezeFunction } from "./freeze.ts";
export { makeSnapshot } from "./make-snapshot.ts";
export { startPython } from "./start.ts";
