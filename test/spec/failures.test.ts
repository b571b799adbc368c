import { describe, expect, test } from "vitest";
import type { PlainExecution } from "./driver.ts";
import { useHost } from "./host.ts";

const host = useHost();

interface Row {
  readonly name: string;
  readonly source: string;
  readonly outcome: PlainExecution["outcome"];
  readonly error: Partial<NonNullable<PlainExecution["error"]>>;
  readonly entrypoint?: string;
}

const ROWS: readonly Row[] = [
  {
    name: "an exception",
    source: "def handler(event, context):\n    raise KeyError('lyrics')",
    outcome: "error",
    error: {
      code: "HANDLER_RAISED",
      blame: "function",
      phase: "invoke",
      errorType: "KeyError",
      errorMessage: "'lyrics'",
    },
  },
  {
    name: "an exception after a wait",
    source:
      "import asyncio\nasync def handler(event, context):\n    await asyncio.sleep(0.001)\n    raise ValueError('late')",
    outcome: "error",
    error: { code: "HANDLER_RAISED", errorType: "ValueError", errorMessage: "late" },
  },
  {
    name: "an exception whose str() raises",
    source:
      "class E(Exception):\n    def __str__(self): raise RuntimeError\ndef handler(event, context): raise E()",
    outcome: "error",
    error: { errorType: "E", errorMessage: "<str() of the exception raised RuntimeError>" },
  },
  {
    name: "a recursion without end",
    source: "def f(): return f()\ndef handler(event, context): return f()",
    outcome: "error",
    error: { errorType: "RecursionError", errorMessage: "maximum recursion depth exceeded" },
  },
  {
    name: "a file that does not compile",
    source: "def handler(event, context)\n    return 1",
    outcome: "error",
    error: {
      code: "SYNTAX_ERROR",
      phase: "init",
      errorType: "SyntaxError",
      errorMessage: "expected ':' (main.py, line 1)",
    },
  },
  {
    name: "an import that raises",
    source: "{}['k']\ndef handler(event, context): pass",
    outcome: "error",
    error: { code: "IMPORT_FAILED", phase: "init", errorType: "KeyError", errorMessage: "'k'" },
  },
  {
    name: "an import of a module that is not there",
    source: "import nothing_here",
    outcome: "error",
    error: {
      code: "IMPORT_FAILED",
      errorType: "ModuleNotFoundError",
      errorMessage: "No module named 'nothing_here'",
    },
  },
  {
    name: "a handler that is not there",
    source: "def other(event, context): pass",
    outcome: "error",
    error: {
      code: "HANDLER_NOT_FOUND",
      phase: "init",
      errorType: "AttributeError",
      errorMessage: "module 'main' has no attribute 'handler'",
      hint: "Callables found in the file: main.other.",
    },
  },
  {
    name: "a handler that cannot be called",
    source: "handler = 5",
    outcome: "error",
    error: { code: "HANDLER_NOT_CALLABLE", phase: "init", errorType: "TypeError" },
  },
  {
    name: "bytes as a result",
    source: "def handler(event, context): return {'a': [1, {'b': b'x'}]}",
    outcome: "error",
    error: {
      code: "RESULT_NOT_JSON",
      phase: "serialise",
      errorType: "TypeError",
      errorMessage: "Object of type bytes is not JSON serializable",
      hint: "result['a'][1]['b'] cannot be encoded.",
    },
  },
  {
    name: "not a number as a result",
    source: "def handler(event, context): return float('nan')",
    outcome: "error",
    error: { code: "RESULT_NOT_JSON", errorType: "ValueError" },
  },
  {
    name: "a result that contains itself",
    source: "def handler(event, context):\n    a = []\n    a.append(a)\n    return a",
    outcome: "error",
    error: { code: "RESULT_NOT_JSON", errorType: "ValueError", errorMessage: "Circular reference detected" },
  },
  {
    name: "an async generator",
    source: "async def handler(event, context):\n    yield 1",
    outcome: "error",
    error: { code: "ASYNC_GENERATOR", phase: "serialise" },
  },
  {
    name: "an awaitable of another library",
    source: "class A:\n    def __await__(self): yield 'trio'\nasync def handler(event, context): await A()",
    outcome: "error",
    error: { code: "FOREIGN_AWAITABLE", errorType: "RuntimeError" },
  },
  {
    name: "a checkpoint of trio",
    source:
      "import types\nclass CancelShieldedCheckpoint: pass\n@types.coroutine\ndef checkpoint(): return (yield CancelShieldedCheckpoint)\nasync def handler(event, context): await checkpoint()",
    outcome: "error",
    error: { code: "FOREIGN_AWAITABLE", hint: expect.stringContaining("Only asyncio is supported") },
  },
  {
    name: "a trap of curio, in asyncio.run",
    source:
      "import asyncio, types\n@types.coroutine\ndef sleep(): return (yield ('trap_sleep', 1))\ndef handler(event, context): asyncio.run(sleep_())\nasync def sleep_(): await sleep()",
    outcome: "error",
    error: { code: "FOREIGN_AWAITABLE", hint: expect.stringContaining("Only asyncio is supported") },
  },
  {
    name: "a call that cancels itself",
    source: "import asyncio\nasync def handler(event, context): raise asyncio.CancelledError()",
    outcome: "error",
    error: { code: "HANDLER_RAISED", errorType: "CancelledError" },
  },
  {
    name: "reading from standard input",
    source: "def handler(event, context): return input()",
    outcome: "error",
    error: { code: "HANDLER_RAISED", errorType: "EOFError" },
  },
  ...["sys.exit(3)", "os._exit(3)", "os.abort()", "raise_(KeyboardInterrupt())", "raise_(Custom())"].map(
    (statement): Row => ({
      name: statement,
      source: `import os, sys\nclass Custom(BaseException): pass\ndef raise_(error): raise error\ndef handler(event, context): ${statement}`,
      outcome: "crashed",
      error: {
        code: "USER_CODE_CRASHED",
        errorType: "JobExecutionDiscarded",
        errorMessage: "user code crashed",
      },
    }),
  ),
  {
    name: "sys.exit() at import",
    source: "raise SystemExit(1)",
    outcome: "crashed",
    error: { code: "USER_CODE_CRASHED" },
  },
  {
    name: "sys.exit() after a wait",
    source:
      "import asyncio\nasync def handler(event, context):\n    await asyncio.sleep(0.001)\n    raise SystemExit(4)",
    outcome: "crashed",
    error: { code: "USER_CODE_CRASHED" },
  },
  {
    name: "a loop without end",
    source: "def handler(event, context):\n    while True: pass",
    outcome: "timeout",
    error: { code: "EXECUTION_TIMEOUT", phase: "invoke", errorMessage: "Execution timeout exceeded" },
  },
  {
    name: "an await without end",
    source: "import asyncio\nasync def handler(event, context): await asyncio.Event().wait()",
    outcome: "timeout",
    error: { code: "EXECUTION_TIMEOUT" },
  },
  {
    name: "an import without end",
    source: "while True: pass",
    outcome: "timeout",
    error: { code: "EXECUTION_TIMEOUT", phase: "init" },
  },
  ...["sys.exit(3)", "os._exit(3)", "os.abort()"].flatMap((exit): Row[] => [
    {
      name: `${exit} while the code is imported`,
      source: `import os, sys\n${exit}`,
      outcome: "crashed",
      error: { code: "USER_CODE_CRASHED", phase: "init" },
    },
    {
      name: `${exit} in the first call`,
      source: `import os, sys\ndef handler(event, context): ${exit}`,
      outcome: "crashed",
      error: { code: "USER_CODE_CRASHED", phase: "invoke" },
    },
  ]),
];

describe("a function that fails", () => {
  test.each(ROWS)("$name gives its documented answer, twice", async (row) => {
    const fn = await host.open(row.source, { executionTimeoutMs: row.outcome === "timeout" ? 600 : 10_000 });
    for (const attempt of ["first", "second"]) {
      const execution = await fn.execute({});
      expect(execution.outcome, attempt).toBe(row.outcome);
      expect(execution.error, attempt).toMatchObject(row.error);
    }
    await fn.close();
  });

  test("and the next call works", async () => {
    const fn = await host.open(
      "import os\ndef handler(event, context):\n    if event == 'exit': os._exit(1)\n    if event == 'hang':\n        while True: pass\n    if event == 'raise': raise ValueError('x')\n    return event",
      { executionTimeoutMs: 1_500 },
    );
    for (const bad of ["exit", "hang", "raise"]) {
      expect((await fn.execute(bad)).outcome).not.toBe("success");
      expect(await fn.invoke("fine")).toEqual({ value: "fine" });
    }
  });
});

describe("the error of a function", () => {
  test("names the runtime's frame first, then the function's, without carets", async () => {
    const fn = await host.open("def handler(event, context):\n    return unknownVariable");
    const { error } = await fn.execute({});
    expect(error?.stackTrace).toEqual([
      expect.stringMatching(
        /^ {2}File "\/function\/runtime\/runtime.py", line \d+, in handle_event\n {4}result = h\(r.event, r.context\)\n$/,
      ),
      '  File "/function/code/main.py", line 2, in handler\n    return unknownVariable\n',
    ]);
  });

  test("is told in the log in one record, causes and notes included", async () => {
    const fn = await host.open(
      "def handler(event, context):\n    try:\n        1 / 0\n    except ZeroDivisionError as error:\n        error.add_note('a note')\n        raise ValueError('bad') from error",
    );
    const { logs } = await fn.execute({});
    const record = logs.find((log) => log.level === "ERROR");
    expect(record?.message).toContain("\rZeroDivisionError: division by zero\ra note\r");
    expect(record?.message.endsWith("\rValueError: bad")).toBe(true);
    expect(record?.message).not.toContain("/function/runtime/pythonless/");
  });

  test("is thrown by invoke", async () => {
    const fn = await host.open("def handler(event, context): raise ValueError('bad')");
    expect(await fn.invoke({})).toEqual({
      thrown: "FunctionError: ValueError: bad (main.py, line 1, in handler)",
    });
  });
});

describe("wrong use of a call", () => {
  test.each([
    ["an option that is misspelt", { singal: 1 }, 'unknown option "singal". Did you mean signal?'],
    [
      "an option that is unknown",
      { retries: 1 },
      'unknown option "retries". Known ones are signal, requestId, audit.',
    ],
    ["a signal that is none", { signal: 5 }, "signal: expected an AbortSignal, got 5 (number)."],
    ["an id that is no string", { requestId: 5 }, "requestId: expected a string, got 5 (number)."],
  ])("is refused before Python runs: %s", async (_what, options, sentence) => {
    const fn = await host.open("def handler(event, context): return 1");
    await expect(fn.execute({}, options as never)).rejects.toThrow(sentence);
  });
});

test("nobody but the callers hears of all this: nothing is printed, no rejection is left unhandled", () => {
  expect(host.complaints()).toEqual([]);
});
