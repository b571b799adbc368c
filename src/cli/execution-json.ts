import type { Execution, FunctionError } from "../index.ts";

/** An execution as one line of JSON. `value` is Python's own text, so that big integers keep their digits. */
export function executionJson(execution: Execution): string {
  const { requestId, outcome, text, error, logs, report, audit } = execution;
  const members: [string, string | undefined][] = [
    ["requestId", JSON.stringify(requestId)],
    ["outcome", JSON.stringify(outcome)],
    ["value", text],
    ["text", JSON.stringify(text)],
    ["error", error && JSON.stringify(errorMembers(error))],
    ["logs", JSON.stringify(logs)],
    ["report", JSON.stringify(report)],
    ["audit", JSON.stringify(audit)],
  ];
  const present = members.filter(([, json]) => json !== undefined);
  return `{${present.map(([name, json]) => `"${name}":${json}`).join(",")}}`;
}

/** Named one by one: what else an Error carries (our own stack) helps nobody. */
function errorMembers(error: FunctionError): Partial<FunctionError> {
  const { code, blame, phase, errorType, errorMessage, stackTrace, hint } = error;
  return { code, blame, phase, errorType, errorMessage, stackTrace, hint } as Partial<FunctionError>;
}
