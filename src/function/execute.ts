import { monotonicMs, unixTimeMs } from "#clock";
import type { Execution, Outcome } from "../api/types.ts";
import { type ErrorCode, errorWithoutTrace, FunctionError } from "../errors.ts";
import type { CallEnding, Instance } from "../instance/instance.ts";
import type { Stopped } from "../instance/stop-call.ts";
import { CallLog } from "../logs/call-log.ts";
import { reportOf } from "../logs/report.ts";
import { writeStream } from "../logs/write-stream.ts";
import type { Answer } from "../wire/protocol.ts";
import type { CallSettings } from "./rejected-execution.ts";

export { writeStream };

/** One call that is to be made. */
export interface Job {
  readonly requestId: string;
  /** JSON text, or bytes that arrive as `bytes`. */
  readonly event: string | Uint8Array;
  readonly signal: AbortSignal | undefined;
  /** Whether anybody will read the log from the Execution. */
  readonly isLogKept: boolean;
  /** Whether it is to be told what outlives the call. */
  readonly isAudited?: boolean | undefined;
  /** How long it stood behind other calls. */
  readonly queuingDurationMs: number;
  /** Reads the result before the log of the call is closed. */
  readonly review: (text: string, pythonType: string) => Review;
}

export interface Review {
  /** Sentences for the log. */
  readonly warnings: readonly string[];
  /** Whether the result is no answer, so that the call has failed after all. */
  readonly isRefused: boolean;
}

/** How a call ended, before its figures are known. */
interface Ended {
  readonly outcome: Outcome;
  readonly text?: string;
  readonly error?: FunctionError;
}

/** Makes a call on an instance that is ready, and tells it in full; `value` is left to the caller. */
export async function executeOn(instance: Instance, job: Job, settings: CallSettings): Promise<Execution> {
  const log = new CallLog(job.requestId, settings, job.isLogKept);
  const { memoryBytes, isWarm } = instance;
  log.write((lines) => lines.start(settings.functionVersion));
  tellNotices(instance, settings, log);
  const startedAt = monotonicMs();
  const ending = await instance.call(
    {
      kind: "call",
      requestId: job.requestId,
      deadlineMs: Math.round(unixTimeMs() + settings.executionTimeoutMs),
      event: job.event,
      ...(job.isAudited && { isAudited: true }),
    },
    { timeoutMs: settings.executionTimeoutMs, signal: job.signal },
    (message) => writeStream(log, message),
  );
  const callDurationMs = monotonicMs() - startedAt;
  const ended =
    ending.kind === "death" && instance.isEndedOnPurpose ? concludeClosed(log) : conclude(ending, job, log);
  const report = reportOf({
    queuingDurationMs: job.queuingDurationMs,
    callDurationMs,
    initDurationMs: ending.kind === "answer" ? ending.answer.initDurationMs : undefined,
    memorySizeMb: settings.memoryMb,
    memoryBytes,
    start: isWarm ? "warm" : "cold",
  });
  log.write((lines) => lines.end());
  log.write((lines) => lines.report(report));
  const left = ending.kind === "answer" ? ending.answer.audit : undefined;
  return {
    requestId: job.requestId,
    ...ended,
    logs: log.records,
    report,
    // What ends with its instance leaves nothing.
    ...(job.isAudited && { audit: left ?? [] }),
  };
}

/** Each once, in the log of whichever call comes first. */
function tellNotices(instance: Instance, { notices }: CallSettings, log: CallLog): void {
  const { notice } = instance;
  instance.notice = undefined;
  for (const sentence of [...(notice === undefined ? [] : [notice]), ...notices.splice(0)]) {
    log.write((lines) => lines.warning(sentence));
  }
}

/** What the ending means, with the log lines that it writes. */
function conclude(ending: CallEnding, job: Job, log: CallLog): Ended {
  switch (ending.kind) {
    case "answer":
      for (const warning of ending.answer.warnings) log.write((lines) => lines.warning(warning));
      return concludeAnswer(ending.answer.answer, job, log);
    case "death":
      return concludeCrash(`The instance ended: ${ending.reason}`, log);
    case "deadline":
      return concludeStopped(TIMED_OUT, ending.stopped, log);
    case "aborted":
      return concludeStopped(CANCELLED, ending.stopped, log);
    default:
      return ending satisfies never;
  }
}

function concludeAnswer(answer: Answer, job: Job, log: CallLog): Ended {
  switch (answer.kind) {
    case "result": {
      const review = job.review(answer.text, answer.pythonType);
      for (const warning of review.warnings) log.write((lines) => lines.warning(warning));
      if (review.isRefused) log.write((lines) => lines.error(502, INVOCATION_FAILED));
      return { outcome: "success", text: answer.text };
    }
    case "fault":
      log.write((lines) => lines.traceback(answer.traceback));
      log.write((lines) => lines.error(502, INVOCATION_FAILED));
      return { outcome: "error", error: new FunctionError(answer.failure) };
    case "crash":
      return concludeCrash(answer.reason, log);
    case "stopped":
      // Nobody here had asked for it.
      return concludeCrash("The function interrupted itself (SIGXCPU).", log);
    default:
      return answer satisfies never;
  }
}

/** Why a call was stopped, in the words of contract 5.6. */
interface StopReason {
  readonly outcome: "timeout" | "aborted";
  readonly code: "EXECUTION_TIMEOUT" | "ABORTED";
  readonly status: number;
  readonly errorType: string;
  readonly errorMessage: string;
}

const TIMED_OUT: StopReason = {
  outcome: "timeout",
  code: "EXECUTION_TIMEOUT",
  status: 504,
  errorType: "TimeoutError",
  errorMessage: "Execution timeout exceeded",
};

const CANCELLED: StopReason = {
  outcome: "aborted",
  code: "ABORTED",
  status: 499,
  errorType: "AbortError",
  errorMessage: "Request cancelled",
};

function concludeStopped(reason: StopReason, { by, stackTrace }: Stopped, log: CallLog): Ended {
  const { outcome, code, errorType, errorMessage } = reason;
  if (stackTrace.length > 0) {
    log.write((lines) => lines.traceback(`The call was stopped here:\n${stackTrace.join("").trimEnd()}`));
  }
  log.write((lines) => lines.error(reason.status, errorMessage));
  const failure = { code, errorType, errorMessage, stackTrace, stoppedBy: by };
  return { outcome, error: new FunctionError(failure) };
}

const INVOCATION_FAILED = "Error during function invocation";

function concludeCrash(reason: string, log: CallLog): Ended {
  log.write((lines) => lines.traceback(reason));
  log.write((lines) => lines.error(502, INVOCATION_FAILED));
  return failed("crashed", "USER_CODE_CRASHED", "JobExecutionDiscarded", "user code crashed");
}

function concludeClosed(log: CallLog): Ended {
  log.write((lines) => lines.error(499, "Request cancelled"));
  return failed("aborted", "FUNCTION_CLOSED", "AbortError", "the function was closed during the call");
}

function failed(outcome: Outcome, code: ErrorCode, errorType: string, errorMessage: string): Ended {
  return { outcome, error: errorWithoutTrace(code, errorType, errorMessage) };
}
