import { expect, test } from "vitest";
import { serveAssets } from "../../../../src/worker/pyodide/serve-assets.ts";

const MEMORY_ONLY = Uint8Array.from([
  ...[0, 97, 115, 109, 1, 0, 0, 0],
  ...[5, 3, 1, 0, 1],
  ...[7, 10, 1, 6, 109, 101, 109, 111, 114, 121, 2, 0],
]);
const assets = { wasmModule: new WebAssembly.Module(MEMORY_ONLY), standardLibrary: Uint8Array.of(1, 2) };
const functions = (names: string) => Object.fromEntries(names.split(" ").map((name) => [name, () => {}]));
const env = functions("_gmtime_js _timegm_js _localtime_js _mktime_js _tzset_js __syscall_utimensat");
const wasi = functions("clock_time_get clock_res_get");

/** As Pyodide loads its binary: it writes a line about an error, and waits for ever. */
async function instantiateAsPyodide(imports: WebAssembly.Imports): Promise<WebAssembly.Instance> {
  try {
    const response = fetch("pythonless:/pyodide.asm.wasm");
    return (await WebAssembly.instantiateStreaming(response, imports)).instance;
  } catch {
    return new Promise(() => {});
  }
}

test("Pyodide gets the compiled binary and the standard library, and the realm its own functions back", async () => {
  const before = [globalThis.fetch, WebAssembly.instantiateStreaming];
  const memories: WebAssembly.Memory[] = [];
  const started = await serveAssets(
    assets,
    (memory) => memories.push(memory),
    async () => {
      const instance = await instantiateAsPyodide({ env, wasi_snapshot_preview1: wasi });
      const library = await (await fetch("pythonless:/python_stdlib.zip")).arrayBuffer();
      return { instance, library };
    },
  );
  expect(memories).toEqual([started.instance.exports["memory"]]);
  expect(started.library).toEqual(Uint8Array.of(1, 2));
  expect([globalThis.fetch, WebAssembly.instantiateStreaming]).toEqual(before);
});

test("a binary that cannot be instantiated ends the start at once, though Pyodide waits for ever", async () => {
  const start = () => instantiateAsPyodide({ env: {} });
  await expect(serveAssets(assets, () => {}, start)).rejects.toThrow(
    "has another _gmtime_js than pythonless",
  );
});

test("a new file of Pyodide that pythonless does not carry is an error that names it", async () => {
  const start = () => fetch("pythonless:/pyodide.asm.data");
  await expect(serveAssets(assets, () => {}, start)).rejects.toThrow("asks for pythonless:/pyodide.asm.data");
});

test("a start by another way than the one that limits memory is refused", async () => {
  const start = () => WebAssembly.instantiate(MEMORY_ONLY);
  await expect(serveAssets(assets, () => {}, start)).rejects.toThrow(
    "without WebAssembly.instantiateStreaming",
  );
});
