import { type Failure, FunctionError } from "../errors.ts";
import { openCallLog } from "../logs/call-log.ts";
import { type Figures, reportOf } from "../logs/report.ts";
import { type SystemLines, systemLines } from "../logs/system-lines.ts";
import type { Answer, AnswerMessage } from "../protocol.ts";
import type { Execution, LogRecord, Outcome } from "../types.ts";
import type { Instance } from "./instance.ts";
import type { Ending } from "./race.ts";

/** One call that is to be made. */
export interface Job {
  readonly requestId: string;
  /** JSON text, or bytes that arrive as `bytes`. */
  readonly event: string | Uint8Array;
  readonly signal: AbortSignal | undefined;
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

/** What is the same for all calls of a function. */
export interface CallSettings {
  readonly functionVersion: string;
  readonly executionTimeoutMs: number;
  readonly memoryMb: number;
  readonly isStructuredLogging: boolean;
  readonly onLog: (record: LogRecord) => void;
}

/** How a call ended, before its figures are known. */
interface Ended {
  readonly outcome: Outcome;
  readonly text?: string;
  readonly error?: FunctionError;
}

/** Makes a call on an instance that is ready, and tells it in full; `value` is left to the caller. */
export async function executeOn(instance: Instance, job: Job, settings: CallSettings): Promise<Execution> {
  const log = openCallLog(job.requestId, settings);
  const lines = systemLines(job.requestId);
  const figures: Omit<Figures, "callDurationMs" | "initDurationMs"> = {
    queuingDurationMs: job.queuingDurationMs,
    memorySizeMb: settings.memoryMb,
    memoryBytes: instance.memoryBytes,
    start: instance.isWarm ? "warm" : "cold",
  };
  log.add(lines.start(settings.functionVersion));
  const startedAt = performance.now();
  const ending = await instance.call(
    {
      kind: "call",
      requestId: job.requestId,
      deadlineMs: Math.round(Date.now() + settings.executionTimeoutMs),
      event: job.event,
    },
    { timeoutMs: settings.executionTimeoutMs, signal: job.signal },
    log.addLines,
  );
  const callDurationMs = performance.now() - startedAt;
  const ended =
    ending.kind === "death" && instance.isEndedOnPurpose
      ? concludeClosed(lines, log.add)
      : conclude(ending, job, lines, log.add);
  const initDurationMs = ending.kind === "answer" ? ending.answer.initDurationMs : undefined;
  const report = reportOf({ ...figures, callDurationMs, initDurationMs });
  log.add(lines.end());
  log.add(lines.report(report));
  return { requestId: job.requestId, ...ended, logs: log.records, report };
}

/** What the ending means, with the log lines that it writes. */
function conclude(
  ending: Ending<AnswerMessage>,
  job: Job,
  lines: SystemLines,
  add: (record: LogRecord) => void,
): Ended {
  switch (ending.kind) {
    case "answer":
      return concludeAnswer(ending.answer.answer, job, lines, add);
    case "death":
      return concludeCrash(`The instance ended: ${ending.reason}`, lines, add);
    case "deadline":
      add(lines.error(504, "Execution timeout exceeded"));
      return failed("timeout", "EXECUTION_TIMEOUT", "TimeoutError", "Execution timeout exceeded");
    case "aborted":
      add(lines.error(499, "Request cancelled"));
      return failed("aborted", "ABORTED", "AbortError", "Request cancelled");
    default:
      return ending satisfies never;
  }
}

function concludeAnswer(
  answer: Answer,
  job: Job,
  lines: SystemLines,
  add: (record: LogRecord) => void,
): Ended {
  switch (answer.kind) {
    case "result": {
      const review = job.review(answer.text, answer.pythonType);
      for (const warning of review.warnings) add(lines.warning(warning));
      if (review.isRefused) add(lines.error(502, INVOCATION_FAILED));
      return { outcome: "success", text: answer.text };
    }
    case "fault":
      add(lines.traceback(answer.traceback));
      add(lines.error(502, INVOCATION_FAILED));
      return { outcome: "error", error: new FunctionError(answer.failure) };
    case "crash":
      return concludeCrash(answer.reason, lines, add);
    default:
      return answer satisfies never;
  }
}

const INVOCATION_FAILED = "Error during function invocation";

function concludeCrash(reason: string, lines: SystemLines, add: (record: LogRecord) => void): Ended {
  add(lines.traceback(reason));
  add(lines.error(502, INVOCATION_FAILED));
  return failed("crashed", "USER_CODE_CRASHED", "JobExecutionDiscarded", "user code crashed");
}

function concludeClosed(lines: SystemLines, add: (record: LogRecord) => void): Ended {
  add(lines.error(499, "Request cancelled"));
  return failed("aborted", "FUNCTION_CLOSED", "AbortError", "the function was closed during the call");
}

function failed(outcome: Outcome, code: Failure["code"], errorType: string, errorMessage: string): Ended {
  return { outcome, error: new FunctionError({ code, errorType, errorMessage, stackTrace: [] }) };
}

/** A call that never reached the function: it was refused, or given up while it waited. */
export function unmadeExecution(
  requestId: string,
  outcome: "rejected" | "aborted",
  error: FunctionError,
  settings: CallSettings,
): Execution {
  const figures = { queuingDurationMs: 0, callDurationMs: 0, memoryBytes: 0, initDurationMs: undefined };
  const report = reportOf({ ...figures, memorySizeMb: settings.memoryMb, start: "cold" });
  const log = openCallLog(requestId, settings);
  log.add(systemLines(requestId).traceback(`${error.errorType}: ${error.errorMessage}`));
  return { requestId, outcome, error, logs: log.records, report };
}
