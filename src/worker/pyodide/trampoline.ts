import type { EmscriptenModule } from "./private-api.ts";

/**
 * Has `write` put a snapshot into the memory, but keeps this engine's own value of one word: the function by which Python calls
 * C. Where the engine can, it is one in WebAssembly, which is faster than one in JavaScript and can be suspended; the
 * engine that made the snapshot may have had none.
 */
export function keepTrampoline(module: EmscriptenModule, write: () => void): void {
  const words = new Int32Array(module.HEAPU8.buffer);
  const offset = words[module.__PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET / 4];
  const place = (module.__PyRuntime + Number(offset)) / 4;
  const own = words[place];
  if (own === undefined)
    throw new Error(`Python's runtime state has no trampoline at ${place * 4} (docs/upgrading-pyodide.md)`);
  write();
  words[place] = own;
}
