import type { Execution } from "./types.ts";

/** With the result as a JavaScript value, for those who ask for it. */
export function withValue(execution: Execution): Execution {
  if (execution.text === undefined) return execution;
  return { ...execution, value: JSON.parse(execution.text) as unknown };
}
