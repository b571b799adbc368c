import type { Execution } from "../api/execution.ts";
import { errorWithoutTrace } from "../errors.ts";

/** With the result as a JavaScript value, for those who ask for it. */
export function withValue(execution: Execution): Execution {
  const { text, ...rest } = execution;
  if (text === undefined) return execution;
  try {
    return { ...execution, value: JSON.parse(text) as unknown };
  } catch {
    // The runtime writes JSON, so the function has answered in its place.
    const error = errorWithoutTrace("USER_CODE_CRASHED", "JobExecutionDiscarded", "the answer is no JSON");
    return { ...rest, outcome: "crashed", error };
  }
}
