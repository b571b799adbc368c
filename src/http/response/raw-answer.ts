import { type HttpAnswer, jsonHeaders } from "./answer.ts";
import { reviewRaw } from "./raw-review.ts";

/** The answer in raw mode: the result's JSON text as it is, with 200 (contract 1.5). */
export function rawAnswer(resultText: string): HttpAnswer {
  const { warnings } = reviewRaw(resultText);
  return { status: 200, headers: jsonHeaders, body: resultText, isFunctionError: false, warnings };
}

/** The answer to `integration=async`: 202 with an empty body (ruling 14). */
export function acceptedAnswer(): HttpAnswer {
  return { status: 202, headers: [], body: "", isFunctionError: false, warnings: [] };
}
