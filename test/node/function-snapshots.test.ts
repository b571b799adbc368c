import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { contentOf, fileHeader } from "../../src/wire/kept-file.ts";
import { ownCache } from "./own-cache.ts";

const built = new URL("../../dist/node/index.js", import.meta.url).href;
const { createFunction } = (await import(built)) as typeof import("../../src/index.ts");

const folder = ownCache();

describe("a stored function snapshot", () => {
  test.each([
    ["is no snapshot", () => "x".repeat(5_000)],
    ["belongs to another function", (text: string, key: string) => text.replace(key, "0".repeat(key.length))],
    ["belongs to another build", (text: string) => text.replace(/ [0-9a-f]{16} (?=snapshot-)/, " 0 ")],
  ])("that %s is not used, the function works, and a new one is made", async (_what, change) => {
    await run();
    rewriteSnapshot(change);
    const { value, report } = await run();
    expect(value).toBe("fine");
    expect(report.initDurationMs).toBeGreaterThan(0);
    const later = await run();
    expect([later.value, later.report.initDurationMs]).toEqual(["fine", undefined]);
  });

  test("leaves no draft behind", async () => {
    await run();
    expect(readdirSync(folder()).filter((name) => !name.startsWith("code-"))).toEqual([
      expect.stringMatching(/^snapshot-[0-9a-f]{64}\.kept$/),
    ]);
  });

  test("is not needed where the cache cannot be written", async () => {
    writeFileSync(folder(), "");
    const { value } = await run();
    expect(value).toBe("fine");
  });
});

/** Puts another snapshot in the place of the one that was stored, whole as a file. */
function rewriteSnapshot(change: (text: string, key: string) => string): void {
  const name = readdirSync(folder()).find((other) => other.startsWith("snapshot-")) ?? "";
  const key = name.replace(".kept", "");
  const path = join(folder(), name);
  const content = contentOf(key, new Uint8Array(readFileSync(path))) ?? new Uint8Array();
  const changed = Buffer.from(change(Buffer.from(content).toString("latin1"), key), "latin1");
  writeFileSync(path, Buffer.concat([fileHeader(key, changed), changed]));
}

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
