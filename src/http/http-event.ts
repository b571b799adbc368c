import { toBase64 } from "./base64.ts";
import type { HttpCall, HttpEvent } from "./http-event-types.ts";
import { mediaTypeOf } from "./media-type.ts";
import { queryParameters } from "./query.ts";
import type { IncomingRequest } from "./request.ts";
import { requestContext } from "./request-context.ts";
import { eventHeaders } from "./request-headers.ts";
import { utf8Text } from "./utf8.ts";

/** The `event` of a plain HTTPS call (contract 2.2, 2.3). */
export function httpEvent(incoming: IncomingRequest, call: HttpCall): HttpEvent {
  const headers = eventHeaders(incoming, call);
  const query = queryParameters(incoming.url);
  return {
    httpMethod: incoming.method,
    headers: lastValues(headers),
    url: "",
    params: {},
    multiValueParams: {},
    pathParams: {},
    multiValueHeaders: Object.fromEntries(headers),
    queryStringParameters: lastValues(query),
    multiValueQueryStringParameters: Object.fromEntries(query),
    requestContext: requestContext(incoming.method, headers, call),
    ...eventBody(incoming),
  };
}

/** The last value of each name. Object.fromEntries defines its keys, so one named __proto__ is data like any other. */
export function lastValues(values: ReadonlyMap<string, readonly string[]>): Record<string, string> {
  return Object.fromEntries(Array.from(values, ([name, all]) => [name, all.at(-1) ?? ""]));
}

/** Text for JSON in UTF-8; base64 for all else, the empty body included (contract 2.2.1, ruling 5). */
function eventBody(incoming: IncomingRequest): Pick<HttpEvent, "body" | "isBase64Encoded"> {
  const isJson = mediaTypeOf(incoming.headers) === "application/json";
  const text = isJson ? utf8Text(incoming.body) : undefined;
  if (text !== undefined) return { body: text, isBase64Encoded: false };
  return { body: toBase64(incoming.body), isBase64Encoded: true };
}
