import { type HttpAnswer, jsonHeaders } from "./answer.ts";

/** "must return or raise", says the documentation: ruling 24. */
export const returnedNone =
  "The handler returned None: a synchronous function must return a result or raise an exception.";

/** The answer in raw mode: the result's JSON text as it is, with 200 (contract 1.5). */
export function rawAnswer(resultText: string): HttpAnswer {
  const warnings = resultText === "null" ? [returnedNone] : [];
  return { status: 200, headers: jsonHeaders, body: resultText, isFunctionError: false, warnings };
}

/** The answer to `integration=async`: 202 with an empty body (ruling 14). */
export function acceptedAnswer(): HttpAnswer {
  return { status: 202, headers: [], body: "", isFunctionError: false, warnings: [] };
}
