import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { run } from "../../../src/cli/run.ts";
import { functionError } from "../../../src/errors.ts";
import { type Execution, jsonText, UsageError } from "../../../src/index.ts";
import { failure, fakeFunction, fakeTerminal, record, stream, success } from "./fake-terminal.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "pythonless-cli-"));
});
afterEach(() => rm(folder, { recursive: true }));

const raised = functionError({
  code: "HANDLER_RAISED",
  errorType: "ValueError",
  errorMessage: "no",
  stackTrace: ['  File "/function/code/main.py", line 2, in handler\n    raise ValueError("no")\n'],
});

/** Runs `invoke` on a function whose calls end so. */
async function invokeThat(execution: Execution, ...flags: string[]) {
  const fn = fakeFunction({ execute: async () => execution });
  const terminal = fakeTerminal({ createFunction: () => fn });
  return {
    exitCode: await run(["invoke", ...flags], terminal),
    out: terminal.out(),
    err: terminal.err(),
    fn,
  };
}

describe("the result", () => {
  test("is the text that Python wrote, big integers and floats included", async () => {
    const { exitCode, out, fn } = await invokeThat(
      success('{"id": 12345678901234567890123, "x": 1.0, "z": -0.0}'),
    );
    expect(out).toBe('{"id": 12345678901234567890123, "x": 1.0, "z": -0.0}\n');
    expect(exitCode).toBe(0);
    expect(fn.closings).toBe(1);
  });

  test("with --json is the execution on one line, its value still Python's text", async () => {
    const { out } = await invokeThat(success("[12345678901234567890123, 1.0]"), "--json");
    expect(out).toContain('"value":[12345678901234567890123, 1.0],');
    expect(JSON.parse(out)).toMatchObject({ outcome: "success", text: "[12345678901234567890123, 1.0]" });
    expect(out.trimEnd()).not.toContain("\n");
  });
});

describe("--audit", () => {
  const left = [
    { kind: "openFile", sentence: "/tmp/a is still open.", path: "/tmp/a", descriptor: 3 },
    {
      kind: "task",
      sentence: "A task is left: poll(), which stands here:\n  main.py",
      name: "poll",
      stackTrace: [],
    },
  ] as const;

  test("tells what outlives the call on stderr, the result alone on stdout", async () => {
    const { out, err } = await invokeThat({ ...success("1"), audit: left }, "--audit");
    expect(out).toBe("1\n");
    expect(err).toBe(
      "What outlives the call:\n  /tmp/a is still open.\n  A task is left: poll(), which stands here:\n    main.py\n",
    );
  });

  test("says so when nothing does", async () => {
    expect((await invokeThat({ ...success("1"), audit: [] }, "--audit")).err).toBe(
      "Nothing outlives the call.\n",
    );
  });

  test("is a member of the execution under --json", async () => {
    const { out, err } = await invokeThat({ ...success("1"), audit: left }, "--audit", "--json");
    expect(JSON.parse(out)).toMatchObject({ audit: left });
    expect(err).toBe("");
  });

  test.each([
    [["--audit"], true],
    [[], false],
  ])("is asked of the call: %j", async (flags, audit) => {
    const asked: unknown[] = [];
    const fn = fakeFunction({
      execute: async (_event, options) => {
        asked.push(options);
        return success("1");
      },
    });
    await run(["invoke", ...flags], fakeTerminal({ createFunction: () => fn }));
    expect(asked).toEqual([{ audit }]);
  });
});

describe("a failed function", () => {
  test("leaves stdout empty, tells the traceback on stderr and exits with 1", async () => {
    const { exitCode, out, err, fn } = await invokeThat(failure(raised));
    expect([exitCode, out]).toEqual([1, ""]);
    expect(err).toContain('raise ValueError("no")\nValueError: no\n');
    expect(fn.closings).toBe(1);
  });

  test("is the execution with its error under --json", async () => {
    const { exitCode, out } = await invokeThat(failure(raised), "--json");
    expect(exitCode).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      outcome: "error",
      error: { code: "HANDLER_RAISED", blame: "function", errorType: "ValueError", errorMessage: "no" },
    });
    expect(JSON.parse(out)).not.toHaveProperty("value");
  });

  test("has every member of its error under --json, how it was stopped included", async () => {
    const stopped = functionError({
      code: "EXECUTION_TIMEOUT",
      errorType: "TimeoutError",
      errorMessage: "Execution timeout exceeded",
      stackTrace: [],
      stoppedBy: "interrupt",
    });
    const { out } = await invokeThat({ ...failure(stopped), outcome: "timeout" }, "--json");
    const { name, ...members } = stopped;
    expect(name).toBe("FunctionError");
    expect(JSON.parse(out).error).toEqual(members);
  });

  test("is told under --quiet even though its log was dropped", async () => {
    const logs = [record({ level: "ERROR", message: "Traceback:\rValueError: no" })];
    expect((await invokeThat(failure(raised, logs), "--quiet")).err).toContain("ValueError: no");
    expect((await invokeThat(failure(raised, logs))).err).toBe("");
  });

  test.each(["INTERNAL", "BOOT_FAILED", "VERSION_MISMATCH"] as const)(
    "exits with 70 for %s, which is ours",
    async (code) => {
      const ours = functionError({ code, errorType: "Error", errorMessage: "oh", stackTrace: [] });
      expect((await invokeThat(failure(ours))).exitCode).toBe(70);
    },
  );
});

describe("the log", () => {
  const logging = (flags: string[]) => {
    const terminal = fakeTerminal({
      createFunction: ({ onLog }) => {
        onLog?.(record({ level: "WARN", message: "careful" }));
        return fakeFunction();
      },
    });
    return run(["invoke", ...flags], terminal).then(() => terminal);
  };

  test("goes to stderr as it is written", async () => {
    const terminal = await logging([]);
    expect(terminal.err()).toBe("1970-01-01 00:00:00  WARN careful\n");
    expect(terminal.out()).toBe("null\n");
  });

  test("is dropped with --quiet", async () => {
    expect((await logging(["--quiet"])).err()).toBe("");
  });
});

describe("the data", () => {
  /** The event that reaches the function, as the JSON text that goes in or as the string. */
  const eventOf = async (flags: string[], stdin = stream()) => {
    const fn = fakeFunction();
    const terminal = fakeTerminal({ createFunction: () => fn, stdin });
    expect([await run(["invoke", ...flags], terminal), terminal.err()]).toEqual([0, ""]);
    return fn.events[0];
  };

  test("that is JSON goes in as text, unseen by JavaScript", async () => {
    expect(await eventOf(["-d", '{"id": 12345678901234567890123}'])).toEqual(
      jsonText('{"id": 12345678901234567890123}'),
    );
  });

  test.each(["hello", "NaN", "{'a': 1}", " "])("that is not JSON is a str: %j", async (data) => {
    expect(await eventOf(["-d", data])).toBe(data);
  });

  test("is the empty string when there is none", async () => {
    expect(await eventOf([])).toBe("");
  });

  test.each([
    ["-d", "@FILE"],
    ["--data", "@FILE"],
    ["--data-file", "FILE"],
  ])("comes from a file by %s %s", async (flag, value) => {
    const path = join(folder, "event.json");
    await writeFile(path, '\ufeff{"a": 1}');
    expect(await eventOf([flag, value.replace("FILE", path)])).toEqual(jsonText('{"a": 1}'));
  });

  test.each([[["-d", "@-"]], [["--data-stdin"]]])(
    "comes from stdin by %j, letters cut in two included",
    async (flags) => {
      const [first, second] = [Buffer.from([0xd0]), Buffer.from([0xaf])];
      expect(await eventOf(flags, stream(first, second))).toBe("Я");
    },
  );

  test.each([
    [["-d", "1", "--data-stdin"], "cannot be used with"],
    [["-d", "@/nowhere/event.json"], "-d @file: expected a readable file, got '/nowhere/event.json' (ENOENT"],
    [["--data-file", "/"], "--data-file: expected a readable file, got '/' (EISDIR"],
  ])("that cannot be read is wrong usage: %j", async (flags, expected) => {
    const terminal = fakeTerminal();
    expect(await run(["invoke", ...flags], terminal)).toBe(2);
    expect(terminal.err()).toContain(expected);
  });

  test("that is not UTF-8 is wrong usage", async () => {
    const terminal = fakeTerminal({ stdin: stream(Buffer.from([0xff])) });
    expect(await run(["invoke", "-d", "@-"], terminal)).toBe(2);
    expect(terminal.err()).toBe("error: -d @-: expected text in UTF-8, got other bytes.\n");
  });
});

describe("the function", () => {
  test("gets what the flags say, --environment winning over --env-file", async () => {
    const envFile = join(folder, ".env");
    await writeFile(envFile, "A=file\nB='from file'\n# comment\n");
    const terminal = fakeTerminal();
    const flags = ["--entrypoint", "main.handler", "--environment", "A=flag", "--env-file", envFile];
    await run(
      ["invoke", "code", ...flags, "--execution-timeout", "1m30s", "--memory", "1GB", "-q"],
      terminal,
    );
    expect(terminal.created).toEqual([
      {
        source: "code",
        entrypoint: "main.handler",
        environment: { A: "flag", B: "from file" },
        executionTimeoutMs: 90_000,
        memoryMb: 1024,
        fetch: globalThis.fetch,
      },
    ]);
  });

  test("gets the wheels in their order", async () => {
    const terminal = fakeTerminal();
    await run(["invoke", "-q", "--wheel", "a.whl", "--wheel", "https://host/b.whl"], terminal);
    expect(terminal.created).toMatchObject([{ wheels: ["a.whl", "https://host/b.whl"] }]);
  });

  test("is the folder one stands in by default, with the core's own defaults", async () => {
    const terminal = fakeTerminal();
    await run(["invoke", "-q"], terminal);
    const { fetch } = globalThis;
    expect(terminal.created).toEqual([{ source: ".", entrypoint: undefined, environment: {}, fetch }]);
  });

  test("reaches nobody with --no-network", async () => {
    const terminal = fakeTerminal();
    await run(["invoke", "--no-network"], terminal);
    expect(terminal.created).toMatchObject([{ fetch: false }]);
  });

  test("that the core refuses is wrong usage, in the words of the flags", async () => {
    const terminal = fakeTerminal({
      createFunction: () => {
        throw new UsageError("INVALID_OPTION", "entrypoint: expected <file>.<callable>, got nothing.");
      },
    });
    expect(await run(["invoke"], terminal)).toBe(2);
    expect(terminal.err()).toBe("error: --entrypoint: expected <file>.<callable>, got nothing.\n");
  });

  test("that fails in an unknown way is our fault: exit code 70 and the stack", async () => {
    const terminal = fakeTerminal({
      createFunction: () => {
        throw new RangeError("what?");
      },
    });
    expect(await run(["invoke"], terminal)).toBe(70);
    expect(terminal.err()).toMatch(
      /^RangeError: what\?\n {4}at [\s\S]*This is a bug in pythonless; please report it.\n$/,
    );
  });
});
