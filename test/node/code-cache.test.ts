import { readdirSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ownCache } from "./own-cache.ts";

const built = new URL("../../dist/node/index.js", import.meta.url).href;
const { createFunction } = (await import(built)) as typeof import("../../src/index.ts");

const folder = ownCache();

describe("the compiled form of the interpreter's glue", () => {
  test("is kept by the first call, whole, and for the user alone", async () => {
    await run();
    const [name = ""] = readdirSync(folder());
    expect(readdirSync(folder())).toEqual([expect.stringMatching(/^realm-[\w.-]+$/)]);
    expect(statSync(join(folder(), name)).mode & 0o077).toBe(0);
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
    const [name = ""] = readdirSync(folder());
    const bytes = statSync(join(folder(), name)).size;
    damage(join(folder(), name));
    await run();
    expect(Math.abs(statSync(join(folder(), name)).size - bytes)).toBeLessThan(bytes / 5);
  });

  test("is not needed where the folder cannot be written", async () => {
    writeFileSync(join(folder(), "a file"), "");
    process.env["PYTHONLESS_CACHE"] = join(folder(), "a file", "below");
    await run();
    expect(readdirSync(folder())).toEqual(["a file"]);
  });

  test("leaves no draft behind where several instances write at once", async () => {
    await Promise.all([run(), run(), run()]);
    expect(readdirSync(folder())).toEqual([expect.not.stringMatching(/draft/)]);
  });
});

function times(): number[] {
  return readdirSync(folder()).map((name) => statSync(join(folder(), name)).mtimeMs);
}

async function run(): Promise<void> {
  const source = { "main.py": "def handler(event, context):\n    return event\n" };
  const fn = createFunction({ source, entrypoint: "main.handler", executionTimeoutMs: 60_000 });
  expect(await fn.invoke("fine")).toBe("fine");
  await fn.close();
}
