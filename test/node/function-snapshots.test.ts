import { readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ownCache } from "./own-cache.ts";

const built = new URL("../../dist/node/index.js", import.meta.url).href;
const { createFunction } = (await import(built)) as typeof import("../../src/index.ts");

const folder = ownCache();

describe("a stored function snapshot", () => {
  test.each([
    ["is cut short", (path: string) => truncateSync(path, 1_000_000)],
    ["is empty", (path: string) => truncateSync(path, 0)],
    ["is something else", (path: string) => writeFileSync(path, "x".repeat(5000))],
    [
      "belongs to another function",
      (path: string) => {
        const text = readFileSync(path).toString("latin1");
        const key = path.split(/[\\/]/).at(-1) as string;
        writeFileSync(path, Buffer.from(text.replace(key, "0".repeat(64)), "latin1"));
      },
    ],
    [
      "belongs to another build",
      (path: string) => {
        const text = readFileSync(path).toString("latin1");
        writeFileSync(path, Buffer.from(text.replace(/ [0-9a-f]{16} (?=[0-9a-f]{64})/, " 0 "), "latin1"));
      },
    ],
  ])("that %s is not used, the function works, and a new one is made", async (_what, damage) => {
    await run();
    const [name = ""] = readdirSync(folder());
    damage(join(folder(), name));
    const { value, report } = await run();
    expect(value).toBe("fine");
    expect(report.initDurationMs).toBeGreaterThan(0);
    const later = await run();
    expect([later.value, later.report.initDurationMs]).toEqual(["fine", undefined]);
  });

  test("leaves no draft behind", async () => {
    await run();
    const beside = readdirSync(folder()).filter((name) => !name.startsWith("realm-"));
    expect(beside).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
  });

  test("is not needed where the cache cannot be written", async () => {
    writeFileSync(join(folder(), "a file"), "");
    process.env["PYTHONLESS_CACHE"] = join(folder(), "a file", "below");
    const { value } = await run();
    expect(value).toBe("fine");
  });
});

async function run() {
  const fn = createFunction({
    source: { "main.py": "import json\ndef handler(event, context): return 'fine'" },
    entrypoint: "main.handler",
    snapshot: "function",
  });
  const execution = await fn.execute();
  await fn.close();
  return execution;
}
