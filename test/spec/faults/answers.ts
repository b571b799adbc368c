import { expect } from "vitest";
import type { PlainExecution } from "../driver.ts";

/** What a call is to answer; `error` in part. */
export interface Answer {
  readonly outcome: PlainExecution["outcome"];
  readonly value?: unknown;
  readonly error?: Partial<NonNullable<PlainExecution["error"]>>;
  /** What the log of a crash names as its reason. */
  readonly reason?: string;
}

export const done = (value: unknown = "done"): Answer => ({ outcome: "success", value });

export const raised = (errorType: string, errorMessage?: string): Answer =>
  failed("HANDLER_RAISED", errorType, errorMessage);

/** The result could not be written. */
export const unwritten = (errorType: string, errorMessage?: string): Answer =>
  failed("RESULT_NOT_JSON", errorType, errorMessage);

export const notImported = (errorType: string, errorMessage?: string): Answer =>
  failed("IMPORT_FAILED", errorType, errorMessage);

function failed(code: string, errorType: string, errorMessage?: string): Answer {
  return {
    outcome: "error",
    error: { code, errorType, ...(errorMessage !== undefined && { errorMessage }) },
  };
}

export const crashed = (reason: string): Answer => ({
  outcome: "crashed",
  error: { code: "USER_CODE_CRASHED", errorType: "JobExecutionDiscarded", errorMessage: "user code crashed" },
  reason,
});

export const timedOut: Answer = { outcome: "timeout", error: { code: "EXECUTION_TIMEOUT" } };

/** A message of `OSError`, whatever its number: in a build with Pyodide's own binary, numbers are Emscripten's. */
export const numbered = (message: string): string => expect.stringMatching(`^\\[Errno \\d+\\] ${message}$`);
