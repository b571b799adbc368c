import { mkdtempSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";

const built = new URL("../../dist/node/index.js", import.meta.url).href;
const { createFunction } = (await import(built)) as typeof import("../../src/index.ts");

const caches: string[] = [];
let cache: string;

beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), "pythonless-cache-"));
  caches.push(cache);
  process.env["PYTHONLESS_CACHE"] = cache;
});
afterAll(() => {
  delete process.env["PYTHONLESS_CACHE"];
  for (const made of caches) rmSync(made, { recursive: true, force: true });
});

describe("the compiled form of the interpreter's glue", () => {
  test("is kept by the first call, whole, and for the user alone", async () => {
    await run();
    const [name = ""] = readdirSync(cache);
    expect(readdirSync(cache)).toEqual([expect.stringMatching(/^realm-[\w.-]+$/)]);
    expect(statSync(join(cache, name)).mode & 0o077).toBe(0);
  });

  test("is not written again by those who find it", async () => {
    await run();
    const before = times();
    await run();
    expect(times()).toEqual(before);
  });

  test.each([
    ["is cut short", (path: string) => truncateSync(path, 100_000)],
    ["is empty", (path: string) => truncateSync(path, 0)],
    ["is something else", (path: string) => writeFileSync(path, "x".repeat(5000))],
  ])("that %s is made anew", async (_what, damage) => {
    await run();
    const [name = ""] = readdirSync(cache);
    const bytes = statSync(join(cache, name)).size;
    damage(join(cache, name));
    await run();
    expect(Math.abs(statSync(join(cache, name)).size - bytes)).toBeLessThan(bytes / 5);
  });

  test("is not needed where the folder cannot be written", async () => {
    writeFileSync(join(cache, "a file"), "");
    process.env["PYTHONLESS_CACHE"] = join(cache, "a file", "below");
    await run();
    expect(readdirSync(cache)).toEqual(["a file"]);
  });

  test("leaves no draft behind where several instances write at once", async () => {
    await Promise.all([run(), run(), run()]);
    expect(readdirSync(cache)).toEqual([expect.not.stringMatching(/draft/)]);
  });
});

function times(): number[] {
  return readdirSync(cache).map((name) => statSync(join(cache, name)).mtimeMs);
}

async function run(): Promise<void> {
  const source = { "main.py": "def handler(event, context):\n    return event\n" };
  const fn = createFunction({ source, entrypoint: "main.handler", executionTimeoutMs: 60_000 });
  expect(await fn.invoke("fine")).toBe("fine");
  await fn.close();
}
