/** Put in by the build: see wasm-bootstrap/build-id.mjs. */
declare const PYTHONLESS_BUILD_ID: string;

/** Stands for all that runs in the interpreter or beside it: both scripts, the binary, the standard library. */
export const BUILD_ID = PYTHONLESS_BUILD_ID;
