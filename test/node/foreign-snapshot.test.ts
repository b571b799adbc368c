import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { loadPyodide } from "pyodide";
import { expect, test } from "vitest";
import { moduleOf } from "../../src/worker/pyodide/private-api.ts";
import { ownCache } from "./own-cache.ts";

const built = new URL("../../dist/node/index.js", import.meta.url).href;
const { createFunction } = (await import(built)) as typeof import("../../src/index.ts");
const folder = ownCache();

// A build on Node 24 has a trampoline in WebAssembly, at an address where Node 20 has none.
test("a function is frozen though another engine has made the base snapshot", async () => {
  const assets = join(folder(), "assets");
  cpSync(fileURLToPath(new URL("../../dist/assets/", import.meta.url)), assets, { recursive: true });
  const snapshot = readFileSync(join(assets, "snapshot.bin"));
  snapshot.writeInt32LE(1, placeOf(await trampolineAddress(), snapshot));
  writeFileSync(join(assets, "snapshot.bin"), snapshot);
  expect(await run(assets)).toEqual({ value: [3, 2, 1], isImported: true });
  expect(await run(assets)).toEqual({ value: [3, 2, 1], isImported: false });
});

async function run(assets: string) {
  const fn = createFunction({
    source: { "main.py": "X = sorted([3, 1, 2], key=lambda x: -x)\ndef handler(event, context): return X" },
    entrypoint: "main.handler",
    snapshot: "function",
    assetsUrl: pathToFileURL(assets),
  });
  const { value, report } = await fn.execute();
  await fn.close();
  return { value, isImported: report.initDurationMs !== undefined };
}

async function trampolineAddress(): Promise<number> {
  const { HEAPU8, ...module } = moduleOf(await loadPyodide());
  const words = new Int32Array(HEAPU8.buffer);
  return module.__PyRuntime + Number(words[module.__PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET / 4]);
}

/** Where a packed snapshot has the byte of an address: src/worker/snapshot-image.ts describes its form. */
function placeOf(address: number, packed: Buffer): number {
  const [idBytes = 0, headerBytes = 0, , runCount = 0] = [4, 8, 12, 16].map((at) => packed.readUInt32LE(at));
  const table = 20 + idBytes;
  let place = table + runCount * 8 + headerBytes;
  for (let run = 0; run < runCount; run++) {
    const [offset, length] = [packed.readUInt32LE(table + run * 8), packed.readUInt32LE(table + run * 8 + 4)];
    if (address >= offset && address < offset + length) return place + address - offset;
    place += length;
  }
  throw new Error(`expected a page with the address ${address} in the snapshot, found none`);
}
