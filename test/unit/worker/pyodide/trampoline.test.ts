import { expect, test } from "vitest";
import { keepTrampoline } from "../../../../src/worker/pyodide/trampoline.ts";

test("a snapshot takes the place of all memory but of the word that is the engine's own", () => {
  const HEAPU8 = new Uint8Array(64);
  const words = new Int32Array(HEAPU8.buffer);
  const module = { HEAPU8, __PyRuntime: 16, __PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET: 8 };
  // The offset, which is the same in each engine, and the function's address.
  words[2] = 12;
  words[7] = 99;
  keepTrampoline(module, () => words.fill(5).fill(12, 2, 3));
  expect([...words]).toEqual([5, 5, 12, 5, 5, 5, 5, 99, 5, 5, 5, 5, 5, 5, 5, 5]);
});
