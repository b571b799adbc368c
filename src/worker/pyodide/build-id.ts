/** Put in by the build: see wasm-bootstrap/build-id.mjs. */
declare const PYTHONLESS_BUILD_ID: string;

/** Stands for Pyodide's script and binary as they are shipped, and for the bootstrap package. */
export const BUILD_ID = PYTHONLESS_BUILD_ID;
