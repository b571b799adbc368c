import { describe, expect, test } from "vitest";
import type { LogRecord } from "../../../src/api/log.ts";
import { functionError } from "../../../src/errors.ts";
import { rejectedExecution } from "../../../src/function/rejected-execution.ts";
import type { CallEnding, Instance } from "../../../src/instance/instance.ts";
import {
  answered,
  between,
  execute,
  FAILED,
  FAULT,
  instance,
  JOB,
  RESULT,
  SETTINGS,
  seen,
} from "./execute-support.ts";

describe("execute()", () => {
  test.each<[CallEnding]>([
    [answered({ kind: "crash", reason: "SystemExit: 3" })],
    [{ kind: "death", reason: "exit code 9" }],
    [{ kind: "deadline", stopped: { by: "termination", stackTrace: [] } }],
    [{ kind: "aborted", stopped: { by: "interrupt", stackTrace: [] } }],
  ])("says whether the call ended during the import of the code: %j", async (ending) => {
    expect(await execute(instance(ending, { isImported: false }))).toMatchObject({
      error: { phase: "init" },
    });
    expect(await execute(instance(ending, { isImported: true }))).toMatchObject({
      error: { phase: "invoke" },
    });
  });

  test.each<[string, CallEnding, Partial<Instance>, object, string[]]>([
    ["a result", RESULT, {}, { outcome: "success", text: "[1]" }, []],
    [
      "a fault",
      answered(FAULT),
      {},
      { outcome: "error", error: { code: "HANDLER_RAISED", errorType: "KeyError", stackTrace: ["  f\n"] } },
      ["ERROR Traceback\rKeyError: 'a'", FAILED],
    ],
    [
      "a crash",
      answered({ kind: "crash", reason: "SystemExit: 3" }),
      {},
      { outcome: "crashed", error: { code: "USER_CODE_CRASHED", errorType: "JobExecutionDiscarded" } },
      ["ERROR SystemExit: 3", FAILED],
    ],
    [
      "a death",
      { kind: "death", reason: "exit code 9" },
      {},
      { outcome: "crashed", error: { code: "USER_CODE_CRASHED", errorMessage: "user code crashed" } },
      ["ERROR The instance ended: exit code 9", FAILED],
    ],
    [
      "a call that was interrupted without our asking",
      answered({ kind: "stopped" }),
      {},
      { outcome: "crashed", error: { code: "USER_CODE_CRASHED", blame: "function" } },
      ["ERROR The function interrupted itself (SIGXCPU).", FAILED],
    ],
    [
      "a death on purpose",
      { kind: "death", reason: "terminated" },
      { isEndedOnPurpose: true },
      { outcome: "aborted", error: { code: "FUNCTION_CLOSED" } },
      ["ERROR ERROR RequestID: r1 Code: 499 Message: Request cancelled"],
    ],
    [
      "a deadline",
      { kind: "deadline", stopped: { by: "interrupt", stackTrace: ['  File "main.py"\n', "    spin()\n"] } },
      {},
      {
        outcome: "timeout",
        error: {
          code: "EXECUTION_TIMEOUT",
          errorMessage: "Execution timeout exceeded",
          stackTrace: ['  File "main.py"\n', "    spin()\n"],
          stoppedBy: "interrupt",
        },
      },
      [
        'ERROR The call was stopped here:\r  File "main.py"\r    spin()',
        "ERROR ERROR RequestID: r1 Code: 504 Message: Execution timeout exceeded",
      ],
    ],
    [
      "a deadline that only the end of the thread could keep",
      { kind: "deadline", stopped: { by: "termination", stackTrace: [] } },
      {},
      { outcome: "timeout", error: { code: "EXECUTION_TIMEOUT", stackTrace: [], stoppedBy: "termination" } },
      ["ERROR ERROR RequestID: r1 Code: 504 Message: Execution timeout exceeded"],
    ],
    [
      "an abort",
      { kind: "aborted", stopped: { by: "cancellation", stackTrace: [] } },
      {},
      { outcome: "aborted", error: { code: "ABORTED", errorMessage: "Request cancelled" } },
      ["ERROR ERROR RequestID: r1 Code: 499 Message: Request cancelled"],
    ],
  ])("tells %s", async (_, ending, more, expected, lines) => {
    const execution = await execute(instance(ending, more), JOB, SETTINGS);
    expect(execution).toMatchObject({ requestId: "r1", ...expected });
    expect(between(execution)).toEqual(lines);
    expect(execution.logs.map(({ message }) => message.split(" ")[0])).toEqual([
      "START",
      "hello",
      ...execution.logs.slice(2, -2).map(({ message }) => message.split(" ")[0]),
      "END",
      "REPORT",
    ]);
    expect(Object.keys(execution).includes("error")).toBe(execution.outcome !== "success");
  });

  test("gives the error of an aborted call the signal's reason", async () => {
    const stopped = { by: "cancellation", stackTrace: [] } as const;
    const reason = new Error("the user left");
    const signal = AbortSignal.abort(reason);
    const aborted = await execute(instance({ kind: "aborted", stopped }), { ...JOB, signal });
    expect(aborted.error?.cause).toBe(reason);
    const late = await execute(instance({ kind: "deadline", stopped }), { ...JOB, signal });
    expect(late.error).not.toHaveProperty("cause");
  });

  test("reports what was measured", async () => {
    const { report, logs } = await execute(instance(RESULT), JOB, SETTINGS);
    expect(report).toMatchObject({
      initDurationMs: 12.346,
      queuingDurationMs: 5,
      billedDurationMs: 100,
      memorySizeMb: 256,
      maxMemoryUsedMb: 31,
      start: "cold",
    });
    expect(logs.at(-1)?.message).toContain("Function Init Duration: 12.346 ms");
    const warm = await execute(instance(answered(FAULT), { isWarm: true }), JOB, SETTINGS);
    expect(warm.report).not.toHaveProperty("initDurationMs");
    expect(warm.report.start).toBe("warm");
  });

  test("gives the call its deadline and its limits", async () => {
    const signal = new AbortController().signal;
    const before = Date.now();
    await execute(instance(RESULT), { ...JOB, signal }, { ...SETTINGS, executionTimeoutMs: 1_500.5 });
    const call = seen.at(-1);
    expect(call?.limits).toEqual({ timeoutMs: 1_500.5, signal });
    expect(call?.request).toMatchObject({ kind: "call", requestId: "r1", event: "{}" });
    const { deadlineMs } = (call?.request ?? {}) as { deadlineMs: number };
    expect(Number.isInteger(deadlineMs)).toBe(true);
    expect(deadlineMs - before).toBeGreaterThanOrEqual(1_500);
    expect(deadlineMs - before).toBeLessThan(2_500);
  });

  test("tells the listener all of a log that nobody keeps", async () => {
    const heard: LogRecord[] = [];
    const onLog = (record: LogRecord) => heard.push(record);
    const { logs } = await execute(instance(RESULT), { ...JOB, isLogKept: false }, { ...SETTINGS, onLog });
    expect(logs).toEqual([]);
    expect(heard.map(({ message }) => message.split(" ")[0])).toEqual(["START", "hello", "END", "REPORT"]);
  });

  test("tells the listener each record once, in order", async () => {
    const heard: LogRecord[] = [];
    const onLog = (record: LogRecord) => heard.push(record);
    const { logs } = await execute(instance(RESULT), JOB, { ...SETTINGS, onLog });
    expect(heard).toEqual(logs);
    expect(logs).toHaveLength(4);
  });
});

test.each(["rejected", "aborted"] as const)("a call that was %s has no START, and no figures", (outcome) => {
  const error = functionError({
    code: "FUNCTION_CLOSED",
    errorType: "ClosedError",
    errorMessage: "the function is closed",
    stackTrace: [],
  });
  const execution = rejectedExecution({ kind: "rejected", outcome, error, job: JOB, settings: SETTINGS });
  expect(execution).toMatchObject({
    requestId: "r1",
    outcome,
    error,
    report: { durationMs: 0, billedDurationMs: 0 },
  });
  expect(execution.logs.map(({ level, message }) => [level, message])).toEqual([
    ["ERROR", "ClosedError: the function is closed"],
  ]);
});
