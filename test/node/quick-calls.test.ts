import { expect, test } from "vitest";
import type * as pythonless from "../../src/index.ts";

const { createFunction }: typeof pythonless = await import(
  new URL("../../dist/node/index.js", import.meta.url).href
);

test("timers of the host have their turn while short calls follow one another", async () => {
  await using fn = createFunction({
    source: { "main.py": "def handler(event, context): return event" },
    entrypoint: "main.handler",
  });
  let isOver = false;
  let calls = 0;
  await fn.invoke();
  setTimeout(() => {
    isOver = true;
  }, 50);
  while (!isOver) {
    expect(await fn.invoke(calls)).toBe(calls);
    calls += 1;
  }
  expect(calls).toBeGreaterThan(1);
});
