import { expect, test } from "vitest";
import { checkedModule, type EmscriptenModule } from "../../../../src/worker/pyodide/private-api.ts";
import { keepTrampoline } from "../../../../src/worker/pyodide/trampoline.ts";

test("a snapshot takes the place of all memory but of the word that is the engine's own", () => {
  const HEAPU8 = new Uint8Array(64);
  const words = new Int32Array(HEAPU8.buffer);
  const module = moduleWith(HEAPU8, { __PyRuntime: 16 });
  // The offset, which is the same in each engine, and the function's address.
  words[2] = 12;
  words[7] = 99;
  keepTrampoline(module, () => words.fill(5).fill(12, 2, 3));
  expect([...words]).toEqual([5, 5, 12, 5, 5, 5, 5, 99, 5, 5, 5, 5, 5, 5, 5, 5]);
});

test("a runtime state that is nowhere in the memory ends the start", () => {
  const module = moduleWith(new Uint8Array(64), { __PyRuntime: 64 });
  expect(() => keepTrampoline(module, () => {})).toThrow("Python's runtime state has no trampoline at 64");
});

test("a module without the address of the runtime state is refused, and a snapshot never written over the trampoline", () => {
  expect(() => checkedModule(moduleWith(new Uint8Array(64), { __PyRuntime: undefined }))).toThrow(
    "Pyodide's module has another __PyRuntime than pythonless is made for: expected number, found undefined",
  );
});

function moduleWith(
  HEAPU8: Uint8Array,
  more: { readonly __PyRuntime: number | undefined },
): EmscriptenModule {
  const table = { wasmTable: {}, freeTableIndexes: [], jspiSupported: false };
  return { HEAPU8, ...table, __PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET: 8, ...more } as unknown as EmscriptenModule;
}
