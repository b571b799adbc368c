import { createFunction } from "pythonless";
import { expect, test } from "vitest";

test("a user's test that never closes its function does not keep the run from ending", async () => {
  const fn = createFunction({
    source: { "main.py": "def handler(event, context):\n    return event" },
    entrypoint: "main.handler",
    executionTimeoutMs: 20_000,
  });
  expect(await fn.invoke({ a: [1, "б", null] })).toEqual({ a: [1, "б", null] });
});
