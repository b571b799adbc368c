import type { EmscriptenModule } from "./load.ts";

/**
 * Has `write` put a snapshot into the memory, and keeps what is this engine's own in it: the function by which Python calls
 * C. Where the engine can, it is one in WebAssembly, which is faster than one in JavaScript and can be suspended; the
 * engine that made the snapshot may have had none.
 */
export function keepTrampoline(module: EmscriptenModule, write: () => void): void {
  const words = new Int32Array(module.HEAPU8.buffer);
  const place = (module.__PyRuntime + (words[module.__PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET / 4] ?? 0)) / 4;
  const own = words[place] ?? 0;
  write();
  words[place] = own;
}
