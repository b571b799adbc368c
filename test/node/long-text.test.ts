import { expect, test } from "vitest";
import type * as pythonless from "../../src/index.ts";

const { createFunction }: typeof pythonless = await import(
  new URL("../../dist/node/index.js", import.meta.url).href
);

test("a result that no string of JavaScript can hold is refused in words, and ends neither process nor instance", async () => {
  const fn = createFunction({
    source: { "main.py": "def handler(event, context): return 'x' * event" },
    entrypoint: "main.handler",
    memoryMb: 2048,
    executionTimeoutMs: 50_000,
  });
  const { error } = await fn.execute(2 ** 29);
  expect([error?.code, error?.errorType, error?.errorMessage]).toEqual([
    "RESULT_NOT_JSON",
    "ValueError",
    "the result is 536870914 characters of JSON, more than a string of JavaScript holds",
  ]);
  expect(await fn.execute(3)).toMatchObject({ value: "xxx", report: { start: "warm" } });
  await fn.close();
});
