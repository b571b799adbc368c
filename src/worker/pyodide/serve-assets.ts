import type { Assets } from "../../wire/protocol.ts";
import { useClocks } from "./clocks.ts";
import { useExactTimes } from "./file-times.ts";
import { useUtc } from "./utc.ts";

/** The name under which Pyodide fetches it. */
const FILES = ["/pyodide.asm.wasm", "/python_stdlib.zip"];

/**
 * Pyodide fetches its files by itself and has no option for a module that is compiled already. While `start` runs, `fetch`
 * and `instantiateStreaming` of this realm give it ours; nothing else uses them yet.
 *
 * @param onMemory called with the memory before anything runs in it.
 */
export async function serveAssets<Started>(
  assets: Assets,
  onMemory: (memory: WebAssembly.Memory) => void,
  start: () => Promise<Started>,
): Promise<Started> {
  const scope = globalThis as unknown as { fetch: unknown };
  const wasm = WebAssembly as unknown as { instantiateStreaming: unknown };
  const before = { fetch: scope.fetch, instantiateStreaming: wasm.instantiateStreaming };
  const binary = binaryOf(assets.wasmModule, onMemory);
  scope.fetch = async (url: unknown) => {
    if (FILES.some((file) => String(url).endsWith(file)))
      return { ok: true, arrayBuffer: async () => assets.standardLibrary };
    throw new Error(`Pyodide asks for ${String(url)}, which pythonless does not carry`);
  };
  wasm.instantiateStreaming = (_response: unknown, imports: WebAssembly.Imports) =>
    binary.instantiate(imports);
  try {
    const started = await Promise.race([start(), binary.failure]);
    if (binary.isAskedFor()) return started;
    throw new Error(
      "Pyodide has started without WebAssembly.instantiateStreaming, by which pythonless limits its memory",
    );
  } finally {
    scope.fetch = before.fetch;
    wasm.instantiateStreaming = before.instantiateStreaming;
  }
}

function binaryOf(module: WebAssembly.Module, onMemory: (memory: WebAssembly.Memory) => void) {
  // A module compiled in another realm is taken for bytes, and is a way into that realm.
  Object.setPrototypeOf(module, WebAssembly.Module.prototype);
  let isAskedFor = false;
  let fail: (error: unknown) => void = () => {};
  // Pyodide writes a line when its binary cannot be instantiated, and waits for ever.
  const failure = new Promise<never>((_, reject) => {
    fail = reject;
  });
  const instantiate = async (imports: WebAssembly.Imports) => {
    isAskedFor = true;
    try {
      useUtc(imports, () => memory);
      useClocks(imports, () => memory);
      useExactTimes(imports);
      const instance = await WebAssembly.instantiate(module, imports);
      const memory = instance.exports["memory"] as WebAssembly.Memory;
      onMemory(memory);
      return { instance, module };
    } catch (error) {
      fail(error);
      throw error;
    }
  };
  return { instantiate, failure, isAskedFor: () => isAskedFor };
}
