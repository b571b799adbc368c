import { monotonicMs, unixTimeMs } from "#clock";
import type { FailedExecution, Report } from "../api/execution.ts";
import { type ErrorCode, functionError, type Phase } from "../errors.ts";
import { reviewRaw } from "../http/response/raw-review.ts";
import type { CallEnding, Instance } from "../instance/instance.ts";
import type { Stopped } from "../instance/stop-call.ts";
import { CallLog } from "../logs/call-log.ts";
import { reportOf } from "../logs/report.ts";
import { writeStream } from "../logs/write-stream.ts";
import type { CallOutcome } from "../wire/protocol.ts";
import type { UnparsedExecution, UnparsedSuccess } from "./execution-value.ts";
import { type CallSettings, type RejectedCall, rejectedExecution } from "./rejected-execution.ts";

/** One call that is to be made. */
export interface Job {
  readonly requestId: string;
  /** JSON text, or bytes that arrive as `bytes`. */
  readonly event: string | Uint8Array;
  readonly signal: AbortSignal | undefined;
  /** Whether the log is kept for the Execution. */
  readonly isLogKept: boolean;
  /** Whether Python compares its state before and after the call. */
  readonly isAudited?: boolean | undefined;
}

/** A call that has ended, its log still open for sentences about the result; or one that never reached the function. */
export type EndedCall = RanCall | RejectedCall;

export interface RanCall {
  readonly kind: "ran";
  readonly job: Job;
  readonly ending: CallEnding | { readonly kind: "closed" };
  readonly log: CallLog;
  readonly report: Report;
  /** Where the call was when it ended without an answer. */
  readonly phase: Phase;
}

/** A judgement of a result, made before the log of its call is closed. */
export interface Review {
  /** Sentences for the log. */
  readonly warnings: readonly string[];
  /** Whether the result is no valid response: the log then says that the call failed. */
  readonly isRefused: boolean;
}

/** The outcome of a call, before its report. */
type Ended = Pick<UnparsedSuccess, "outcome" | "text"> | Pick<FailedExecution, "outcome" | "error">;

/** Makes a call on an instance that is ready. {@link concludeCall} turns the result into an Execution. */
export async function runCall(
  instance: Instance,
  job: Job,
  queuingDurationMs: number,
  settings: CallSettings,
): Promise<RanCall> {
  const log = new CallLog(job.requestId, settings, job.isLogKept);
  const { memoryBytes, isWarm } = instance;
  log.write((lines) => lines.start(settings.functionVersion));
  writeNotices(instance, settings, log);
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
  const report = reportOf({
    queuingDurationMs,
    callDurationMs: monotonicMs() - startedAt,
    initDurationMs: ending.kind === "outcome" ? ending.message.initDurationMs : undefined,
    memorySizeMb: settings.memoryMb,
    memoryBytes,
    start: isWarm ? "warm" : "cold",
  });
  const isClosed = ending.kind === "death" && instance.isEndedOnPurpose;
  const phase = instance.isImported ? "invoke" : "init";
  return { kind: "ran", job, ending: isClosed ? { kind: "closed" } : ending, log, report, phase };
}

/** The JSON text of the handler's result, if it returned one. */
export function resultTextOf(call: EndedCall): string | undefined {
  if (call.kind !== "ran" || call.ending.kind !== "outcome") return undefined;
  const { outcome } = call.ending.message;
  return outcome.kind === "result" ? outcome.text : undefined;
}

const NOTHING_TO_SAY: Review = { warnings: [], isRefused: false };

/** Closes the log of a call and describes the call in full. */
export function concludeCall(call: EndedCall, review = NOTHING_TO_SAY): UnparsedExecution {
  if (call.kind === "rejected") return rejectedExecution(call);
  const { job, ending, log, report } = call;
  const ended = conclude(call, review);
  log.write((lines) => lines.end());
  log.write((lines) => lines.report(report));
  const findings = ending.kind === "outcome" ? ending.message.audit : undefined;
  return {
    requestId: job.requestId,
    ...ended,
    logs: log.records,
    report,
    // Nothing outlives an instance that ended.
    ...(job.isAudited && { audit: findings ?? [] }),
  };
}

/** The same in raw mode, where every result is a valid response. */
export function concludeRaw(call: EndedCall): UnparsedExecution {
  const text = resultTextOf(call);
  return concludeCall(call, text === undefined ? undefined : reviewRaw(text));
}

/** Each notice is written once, by the first call. */
function writeNotices(instance: Instance, { notices }: CallSettings, log: CallLog): void {
  const { notice } = instance;
  instance.notice = undefined;
  for (const sentence of [...(notice === undefined ? [] : [notice]), ...notices.splice(0)]) {
    log.write((lines) => lines.warning(sentence));
  }
}

/** The outcome that an ending means, with the log lines that it writes. */
function conclude({ job, ending, log, phase }: RanCall, review: Review): Ended {
  switch (ending.kind) {
    case "outcome":
      for (const warning of ending.message.warnings) log.write((lines) => lines.warning(warning));
      return concludeOutcome(ending.message.outcome, review, log, phase);
    case "closed":
      return concludeClosed(log, phase);
    case "death":
      return concludeCrash(`The instance ended: ${ending.reason}`, log, phase);
    case "deadline":
      return concludeStopped(TIMED_OUT, ending.stopped, log, phase);
    case "aborted":
      return concludeStopped(CANCELLED, ending.stopped, log, phase, { cause: job.signal?.reason });
    default:
      return ending satisfies never;
  }
}

function concludeOutcome(outcome: CallOutcome, review: Review, log: CallLog, phase: Phase): Ended {
  switch (outcome.kind) {
    case "result":
      for (const warning of review.warnings) log.write((lines) => lines.warning(warning));
      if (review.isRefused) log.write((lines) => lines.error(502, INVOCATION_FAILED));
      return { outcome: "success", text: outcome.text };
    case "fault":
      log.write((lines) => lines.traceback(outcome.traceback));
      log.write((lines) => lines.error(502, INVOCATION_FAILED));
      return { outcome: "error", error: functionError(outcome.failure) };
    case "crash":
      return concludeCrash(outcome.reason, log, phase);
    case "stopped":
      // The host had not interrupted it.
      return concludeCrash("The function interrupted itself (SIGXCPU).", log, phase);
    default:
      return outcome satisfies never;
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

function concludeStopped(
  reason: StopReason,
  { by, stackTrace }: Stopped,
  log: CallLog,
  phase: Phase,
  options?: ErrorOptions,
): Ended {
  const { outcome, code, errorType, errorMessage } = reason;
  if (stackTrace.length > 0) {
    log.write((lines) => lines.traceback(`The call was stopped here:\n${stackTrace.join("").trimEnd()}`));
  }
  log.write((lines) => lines.error(reason.status, errorMessage));
  const failure = { code, errorType, errorMessage, stackTrace, stoppedBy: by, phase };
  return { outcome, error: functionError(failure, options) };
}

const INVOCATION_FAILED = "Error during function invocation";

function concludeCrash(reason: string, log: CallLog, phase: Phase): Ended {
  log.write((lines) => lines.traceback(reason));
  log.write((lines) => lines.error(502, INVOCATION_FAILED));
  return failed("crashed", phase, "USER_CODE_CRASHED", "JobExecutionDiscarded", "user code crashed");
}

function concludeClosed(log: CallLog, phase: Phase): Ended {
  log.write((lines) => lines.error(499, "Request cancelled"));
  const errorMessage = "the function was closed during the call";
  return failed("aborted", phase, "FUNCTION_CLOSED", "AbortError", errorMessage);
}

function failed(
  outcome: FailedExecution["outcome"],
  phase: Phase,
  code: ErrorCode,
  errorType: string,
  errorMessage: string,
): Ended {
  return { outcome, error: functionError({ code, errorType, errorMessage, stackTrace: [], phase }) };
}
