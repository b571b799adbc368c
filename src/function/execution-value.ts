import type { Execution, FailedExecution, SuccessfulExecution } from "../api/execution.ts";
import { errorWithoutTrace } from "../errors.ts";

/** An execution before its result is parsed. */
export type UnparsedExecution = UnparsedSuccess | FailedExecution;

export type UnparsedSuccess = Omit<SuccessfulExecution, "value">;

/** Parses the result. Skipped where the value is not read, as for HTTP responses. */
export function withValue(execution: UnparsedExecution): Execution {
  if (execution.outcome !== "success") return execution;
  try {
    return { ...execution, value: JSON.parse(execution.text) as unknown };
  } catch {
    // The runtime writes JSON, so a text that is none was forged by the function.
    const { text: _, ...rest } = execution;
    const error = errorWithoutTrace("USER_CODE_CRASHED", "JobExecutionDiscarded", "the result is not JSON");
    return { ...rest, outcome: "crashed", error };
  }
}
