import type { FailedExecution } from "../api/execution.ts";
import { errorWithoutTrace, type FunctionError } from "../errors.ts";
import { CallLog, type CallLogSettings } from "../logs/call-log.ts";
import { reportOf } from "../logs/report.ts";
import { stackOf } from "../util/stack-of.ts";

/** The settings that all calls of a function share. */
export interface CallSettings extends CallLogSettings {
  readonly functionVersion: string;
  readonly executionTimeoutMs: number;
  readonly memoryMb: number;
  /** Sentences for the log of the first call, which empties the list. */
  readonly notices: string[];
}

/** A call that never reached the function: it was refused, or aborted while it waited. */
export interface RejectedCall {
  readonly kind: "rejected";
  readonly outcome: "rejected" | "aborted";
  readonly error: FunctionError;
  readonly job: { readonly requestId: string };
  readonly settings: CallSettings;
}

export function rejectedExecution({ outcome, error, job, settings }: RejectedCall): FailedExecution {
  const { requestId } = job;
  const figures = { queuingDurationMs: 0, callDurationMs: 0, memoryBytes: 0, initDurationMs: undefined };
  const report = reportOf({ ...figures, memorySizeMb: settings.memoryMb, start: "cold" });
  const log = new CallLog(requestId, settings, true);
  const isOverload = error.code === "TOO_MANY_CALLS";
  log.write((lines) => (isOverload ? lines.error(429, error.errorMessage) : lines.traceback(error.message)));
  return { requestId, outcome, error, logs: log.records, report };
}

export function closedError(): FunctionError {
  return errorWithoutTrace("FUNCTION_CLOSED", "ClosedError", "the function is closed");
}

/** @param cause the reason of the signal. */
export function abortedError(cause: unknown): FunctionError {
  return errorWithoutTrace("ABORTED", "AbortError", "Request cancelled", { cause });
}

export function internalError(error: unknown): FunctionError {
  return errorWithoutTrace("INTERNAL", "PythonlessError", stackOf(error));
}
