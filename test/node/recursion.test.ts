import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type * as pythonless from "../../src/index.ts";

const MAIN = `
import json, pickle

def nested(levels):
    value = []
    for _ in range(levels):
        value = [value]
    return value

def handler(work, context):
    return eval(work)
`;

let fn: pythonless.CloudFunction;

beforeAll(async () => {
  const { createFunction }: typeof pythonless = await import(
    new URL("../../dist/node/index.js", import.meta.url).href
  );
  fn = createFunction({
    source: { "main.py": MAIN },
    entrypoint: "main.handler",
    executionTimeoutMs: 60_000,
  });
});
afterAll(() => fn.close());

/** Without a stack of its size (src/platform/node/platform.ts) each of these ends the interpreter. */
describe("recursion in C, however deep, is a RecursionError", () => {
  test.each([
    ["of json.loads", "json.loads('[' * 10**6 + ']' * 10**6)", "HANDLER_RAISED"],
    ["of json.dumps", "json.dumps(nested(10**6))", "HANDLER_RAISED"],
    ["of pickle", "pickle.dumps(nested(10**6))", "HANDLER_RAISED"],
    ["of a comparison", "nested(10**6) == nested(10**6)", "HANDLER_RAISED"],
    ["of the compiler", "eval('+'.join(['1'] * 10**5))", "HANDLER_RAISED"],
    ["of a result", "nested(10**6)", "RESULT_NOT_JSON"],
  ])("%s", async (_, work, code) => {
    expect(await fn.execute(work)).toMatchObject({
      outcome: "error",
      error: { code, errorType: "RecursionError", errorMessage: expect.stringMatching(/^Stack overflow/) },
    });
    expect(await fn.execute("'alive'")).toMatchObject({ value: "alive", report: { start: "warm" } });
  });
});
