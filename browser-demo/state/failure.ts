import { type Call, verdictOf } from "./call.ts";
import { textOf } from "./log-filter.ts";
import { failedLines } from "./traceback.ts";

/** What is to be said of a call that failed. */
export interface Failure {
  /** `KeyError: 'lyrics'` */
  readonly title: string;
  readonly hint: string | undefined;
  /** As the log has it, causes included; empty where Python had no say. */
  readonly traceback: string;
}

export function failureOf(call: Call): Failure | undefined {
  const { ending } = call;
  if (ending === undefined || verdictOf(call) !== "failed") return undefined;
  if (ending.kind === "refused") return { title: ending.reason, hint: undefined, traceback: "" };
  const error = ending.execution?.error;
  if (error === undefined) return undefined;
  const { errorType, errorMessage, hint, stackTrace } = error;
  const logged = call.logs.findLast(
    ({ source, message }) => source === "system" && message.includes('File "'),
  );
  return {
    title: errorMessage === "" ? errorType : `${errorType}: ${errorMessage}`,
    hint,
    traceback: logged ? textOf(logged) : stackTrace.join(""),
  };
}

/** Where the call failed in each file, for the editor to mark, with the words of the failure. */
export function failedLinesOf(
  call: Call | undefined,
  files: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, { readonly line: number; readonly message: string }> {
  const failure = call && failureOf(call);
  if (failure === undefined) return new Map();
  const lines = [...failedLines(failure.traceback, files)];
  return new Map(lines.map(([path, line]) => [path, { line, message: failure.title }]));
}
