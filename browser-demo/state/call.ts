import type { Execution, FunctionError, LogRecord, Outcome, Report } from "pythonless";
import type { Pair } from "./project.ts";
import type { RequestDraft } from "./request.ts";

/** What came back, as the client of the cloud would get it. */
export interface Answer {
  readonly status: number;
  readonly headers: readonly Pair[];
  readonly body: Uint8Array<ArrayBuffer>;
}

/** The parts of an execution that the page shows and keeps. */
export interface ShownExecution {
  readonly outcome: Outcome;
  readonly report: Report;
  readonly error: ShownError | undefined;
}

type ShownError = Pick<FunctionError, "errorType" | "errorMessage" | "stackTrace" | "hint">;

/** Without the result, which is in the answer, and the log, which is in the call. */
export function shownExecution({ outcome, report, error }: Execution): ShownExecution {
  return { outcome, report, error: error && shownError(error) };
}

function shownError({ errorType, errorMessage, stackTrace, hint }: FunctionError): ShownError {
  return { errorType, errorMessage, stackTrace, hint };
}

/** One call in the history. */
export interface Call {
  /** The request id. */
  readonly id: string;
  readonly startedAtMs: number;
  readonly request: RequestDraft;
  readonly logs: readonly LogRecord[];
  readonly ending: Ending | undefined;
}

/**
 * `answered`: the function was called, and the execution tells the rest; there is none where the request itself was
 * refused. `refused`: the options, the code or the request were wrong, before Python ran.
 */
export type Ending =
  | { readonly kind: "answered"; readonly answer: Answer; readonly execution: ShownExecution | undefined }
  | { readonly kind: "refused"; readonly reason: string };

const KEPT_CALLS = 100;

/** The oldest make room. */
export function withCall(calls: readonly Call[], call: Call): readonly Call[] {
  return [...calls, call].slice(-KEPT_CALLS);
}

export function withEnding(calls: readonly Call[], id: string, ending: Ending): readonly Call[] {
  return calls.map((call) => (call.id === id ? { ...call, ending } : call));
}

/** Each record goes to the call that wrote it: work that a call left behind may write during a later one. */
export function withLogs(calls: readonly Call[], records: readonly LogRecord[]): readonly Call[] {
  const last = calls.at(-1);
  return calls.map((call) => {
    const own = records.filter(
      ({ requestId }) => requestId === call.id || (requestId === "" && call === last),
    );
    return own.length === 0 ? call : { ...call, logs: [...call.logs, ...own] };
  });
}

/** What a call came to, for a word and a colour. */
export type Verdict = "running" | "good" | "failed";

export function verdictOf({ ending }: Call): Verdict {
  if (ending === undefined) return "running";
  if (ending.kind === "refused") return "failed";
  const { answer, execution } = ending;
  const hasFailed = answer.status >= 400 || (execution !== undefined && execution.outcome !== "success");
  return hasFailed ? "failed" : "good";
}
