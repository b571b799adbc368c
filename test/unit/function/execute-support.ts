import { concludeCall, type Job, type Review, runCall } from "../../../src/function/execute.ts";
import type { UnparsedExecution } from "../../../src/function/execution-value.ts";
import type { CallSettings } from "../../../src/function/rejected-execution.ts";
import type { CallEnding, Instance } from "../../../src/instance/instance.ts";
import type { CallOutcome, LogMessage, OutcomeMessage } from "../../../src/wire/protocol.ts";

export const SETTINGS: CallSettings = {
  functionVersion: "d4e1",
  executionTimeoutMs: 3_000,
  memoryMb: 256,
  isStructuredLogging: true,
  onLog: () => {},
  notices: [],
};
export const JOB: Job = {
  requestId: "r1",
  event: "{}",
  signal: undefined,
  isLogKept: true,
};
export const LINES: LogMessage = { kind: "log", source: "stdout", timestamp: 1, lines: ["hello"] };
export const FAULT: CallOutcome = {
  kind: "fault",
  failure: { code: "HANDLER_RAISED", errorType: "KeyError", errorMessage: "'a'", stackTrace: ["  f\n"] },
  traceback: "Traceback\nKeyError: 'a'",
};

export function answered(answer: CallOutcome, more: Partial<OutcomeMessage> = {}): CallEnding {
  const message = {
    kind: "outcome",
    callId: 1,
    outcome: answer,
    warnings: [],
    memoryBytes: 1,
    ...more,
  } as const;
  return { kind: "outcome", message: message };
}

export const RESULT = answered({ kind: "result", text: "[1]" }, { initDurationMs: 12.3456 });

/** An instance whose call logs a line and ends so. */
export function instance(ending: CallEnding, more: Partial<Instance> = {}): Instance {
  const call: Instance["call"] = async (request, limits, onLog) => {
    seen.push({ request, limits });
    onLog(LINES);
    return ending;
  };
  return { memoryBytes: 31 * 1024 * 1024, isWarm: false, isEndedOnPurpose: false, call, ...more } as Instance;
}
export const seen: { request: unknown; limits: unknown }[] = [];

/** The lines between START and END, without the function's own. */
export function between({ logs }: UnparsedExecution): string[] {
  return logs.slice(2, -2).map(({ level, message }) => `${level} ${message}`);
}

export const FAILED = "ERROR ERROR RequestID: r1 Code: 502 Message: Error during function invocation";

/** Both halves of a call. */
export async function execute(
  on: Instance,
  job = JOB,
  settings = SETTINGS,
  review?: Review,
): Promise<UnparsedExecution> {
  return concludeCall(await runCall(on, job, 5, settings), review);
}
