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

/** The members that FunctionError adds to Error. Error's own members describe pythonless, not the function. */
function errorMembers(error: FunctionError): Record<Exclude<keyof FunctionError, keyof Error>, unknown> {
  const { code, blame, phase, errorType, errorMessage, stackTrace, hint, stoppedBy } = error;
  return { code, blame, phase, errorType, errorMessage, stackTrace, hint, stoppedBy };
}
