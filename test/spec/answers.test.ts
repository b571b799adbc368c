import { describe, expect, test } from "vitest";
import { useHost } from "./host.ts";

const host = useHost();

describe("what a handler may be", () => {
  test.each([
    ["a function", "def handler(event, context): return 'answer'"],
    ["a coroutine function", "async def handler(event, context): return 'answer'"],
    [
      "a coroutine function that waits",
      "import asyncio\nasync def handler(event, context):\n    await asyncio.sleep(0.01)\n    return 'answer'",
    ],
    [
      "a function that returns a coroutine",
      "async def inner(): return 'answer'\ndef handler(event, context): return inner()",
    ],
    [
      "a function that returns a future",
      "import asyncio\nasync def inner(): return 'answer'\nclass Later:\n    def __await__(self): return inner().__await__()\ndef handler(event, context): return Later()",
    ],
    [
      "an object with __call__",
      "class Handler:\n    def __call__(self, event, context): return 'answer'\nhandler = Handler()",
    ],
    [
      "a partial",
      "import functools\ndef greet(word, event, context): return word\nhandler = functools.partial(greet, 'answer')",
    ],
    ["a bound method", "class A:\n    def run(self, event, context): return 'answer'\nhandler = A().run"],
  ])("%s", async (_kind, source) => {
    const fn = await host.open(source);
    expect(await fn.invoke({})).toEqual({ value: "answer" });
    expect((await fn.execute({})).report.start).toBe("warm");
  });
});

describe("events and results", () => {
  test.each([
    ["null", null],
    ["false", false],
    ["zero", 0],
    ["an empty string", ""],
    ["an empty list", []],
    ["an empty dict", {}],
    ["a string with every plane of Unicode", "a\u0000é漢😀\u2028"],
    ["nested values", { a: [1, 2.5, { b: [null, true] }], "key with spaces": "x" }],
  ])("%s goes in and comes out", async (_kind, event) => {
    const fn = await shared();
    expect(await fn.invoke(event)).toEqual({ value: event });
  });

  test("no event is the empty string", async () => {
    const fn = await shared();
    expect(await fn.invoke()).toEqual({ value: "" });
  });

  test("JSON text goes in unparsed, and comes out to the digit", async () => {
    const fn = await shared();
    const text = '{"id": 12345678901234567890123, "one": 1.0, "zero": -0.0}';
    expect((await fn.executeText(text)).text).toBe(text);
  });

  test("a thousand levels of nesting go in and out", async () => {
    const fn = await host.open(
      "import json\ndef handler(event, context):\n    text = json.dumps(event)\n    return [text.count('['), len(json.dumps(json.loads(text)))]",
    );
    const { value } = await fn.executeText("[".repeat(1_000) + "]".repeat(1_000));
    expect(value).toEqual([1_000, 2_000]);
  });

  test("a result is written with Python's separators and escapes", async () => {
    const fn = await host.open("def handler(event, context): return {'é': [1, '\\ud800'], 2: None}");
    expect((await fn.execute()).text).toBe('{"\\u00e9": [1, "\\ud800"], "2": null}');
  });

  test("ten megabytes go in and out", async () => {
    const fn = await shared();
    const answer = await fn.invoke("x".repeat(10_000_000));
    expect((answer as { value: string }).value).toHaveLength(10_000_000);
  });

  let echo: ReturnType<typeof host.open> | undefined;
  const shared = () => {
    echo ??= host.open("def handler(event, context): return event", { executionTimeoutMs: 20_000 });
    return echo;
  };
});

describe("context", () => {
  const DUMP = `
import json
def handler(event, context):
    return json.loads(json.dumps({
        "vars": vars(context),
        "folder": context.function_folder_id,
        "repr": repr(context).partition(" at ")[0],
        "left": context.get_remaining_time_in_millis(),
        "types": [type(context.deadline_ms).__name__, type(context.memory_limit_in_mb).__name__],
    }))
`;

  test("has every documented attribute, in vars() too", async () => {
    const fn = await host.open(DUMP, {
      memoryMb: 256,
      executionTimeoutMs: 10_000,
      context: { functionName: "d4e1", functionVersion: "d4e2", folderId: "b1g3", logGroupName: "ckg4" },
    });
    const execution = await fn.execute({}, { requestId: "6e8356f9-489b-4c7b-8ba6-c8cd74f25455" });
    const value = execution.value as { vars: Record<string, unknown>; left: number };
    expect(value).toMatchObject({
      vars: {
        aws_request_id: "6e8356f9-489b-4c7b-8ba6-c8cd74f25455",
        function_name: "d4e1",
        function_version: "d4e2",
        invoked_function_arn: "d4e1",
        log_group_name: "ckg4",
        log_stream_name: "d4e2",
        memory_limit_in_mb: 256,
        request_id: "6e8356f9-489b-4c7b-8ba6-c8cd74f25455",
        token: null,
      },
      folder: "b1g3",
      repr: "<runtime.RuntimeContext object",
      types: ["int", "int"],
    });
    expect(Object.keys(value.vars)).toHaveLength(10);
    expect(value.left).toBeGreaterThan(5_000);
    expect(value.left).toBeLessThanOrEqual(10_000);
  });

  test.each([
    ["text", "t1.secret", { access_token: "t1.secret", expires_in: 43_200, token_type: "Bearer" }],
    [
      "an object",
      { access_token: "t1.x", expires_in: 42_299, token_type: "Bearer" },
      { access_token: "t1.x", expires_in: 42_299, token_type: "Bearer" },
    ],
  ])("shows a token given as %s", async (_kind, token, shown) => {
    const fn = await host.open("def handler(event, context): return context.token", { context: { token } });
    expect(await fn.invoke()).toEqual({ value: shown });
  });
});
