import { type HttpResponse, jsonHeaders } from "./http-response.ts";
import { reviewRaw } from "./raw-review.ts";

/** The response in raw mode: the result's JSON text as it is, with 200 (contract 1.5). */
export function rawResponse(resultText: string): HttpResponse {
  const { warnings } = reviewRaw(resultText);
  return { status: 200, headers: jsonHeaders, body: resultText, isFunctionError: false, warnings };
}

/** The response to `integration=async`: 202 with an empty body (ruling 14). */
export function acceptedResponse(): HttpResponse {
  return { status: 202, headers: [], body: "", isFunctionError: false, warnings: [] };
}
