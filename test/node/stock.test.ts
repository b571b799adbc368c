import { cpSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { buildInterpreter } from "../../wasm-bootstrap/build-assets.mjs";
import { nodeRealm } from "../../wasm-bootstrap/pyodide/bundle-scripts.mjs";
import { pyodideFiles } from "../../wasm-bootstrap/pyodide/pyodide-files.mjs";
import { ownCache } from "./own-cache.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = ownCache();

// `npm run test:stock` runs every test of test/spec and test/node so.
test("a function runs on Pyodide's own script and binary, which have all that pythonless relies on", async () => {
  const { createFunction } = await buildStock();
  const source = `
import asyncio, ctypes
def handler(event, context):
    async def double():
        await asyncio.sleep(0.01)
        return event * 2
    return [asyncio.run(double()), ctypes.CDLL(None).abs(-3)]
`;
  const fn = createFunction({ source: { "main.py": source }, entrypoint: "main.handler" });
  const { outcome, value } = await fn.execute(21);
  await fn.close();
  expect([outcome, value]).toEqual(["success", [42, 3]]);
});

/** The built package with another interpreter, and no snapshot. */
async function buildStock(): Promise<typeof import("../../src/index.ts")> {
  const dist = join(folder(), "dist");
  cpSync(join(root, "dist/node"), join(dist, "node"), { recursive: true });
  const { script, wasm } = await pyodideFiles({ isStock: true });
  const scripts = { "node/realm.js": await nodeRealm(script) };
  await buildInterpreter(pathToFileURL(`${dist}/`), { scripts, wasm });
  const own = readFileSync(join(root, "node_modules/pyodide/pyodide.asm.wasm"));
  const built = readFileSync(join(dist, "assets/pyodide.asm.wasm"));
  expect(built.subarray(0, own.length).equals(own)).toBe(true);
  expect(existsSync(join(dist, "assets/snapshot.bin"))).toBe(false);
  return import(pathToFileURL(join(dist, "node/index.js")).href) as Promise<
    typeof import("../../src/index.ts")
  >;
}
