import { toBase64 } from "../base64.ts";
import { utf8Text } from "../utf8.ts";
import { eventHeaders, type FrontEnd } from "./headers.ts";
import type { HttpCall, HttpEvent, HttpRequestContext } from "./http-event-types.ts";
import { mediaTypeOf } from "./media-type.ts";
import { queryParameters } from "./query.ts";
import type { IncomingRequest } from "./request.ts";
import { requestTime } from "./time.ts";

type Values = ReadonlyMap<string, readonly string[]>;

/** The parts that events of direct calls and of gateways share (contract 2.2, 2.3). */
export type EventParts = Omit<HttpEvent, "url" | "params" | "multiValueParams" | "pathParams">;

/** The parts of the event for a request that came by this front end. */
export function eventParts(incoming: IncomingRequest, call: HttpCall, frontEnd: FrontEnd): EventParts {
  const headers = eventHeaders(incoming, call, frontEnd);
  const query = queryParameters(incoming.url);
  return {
    httpMethod: incoming.method,
    headers: lastValues(headers),
    multiValueHeaders: Object.fromEntries(headers),
    queryStringParameters: lastValues(query),
    multiValueQueryStringParameters: Object.fromEntries(query),
    requestContext: requestContext(incoming.method, headers, call),
    ...eventBody(incoming),
  };
}

/** The last value of each name. `Object.fromEntries` defines its keys, so a name like `__proto__` is data like any other. */
export function lastValues(values: Iterable<readonly [string, readonly string[]]>): Record<string, string> {
  return Object.fromEntries(Array.from(values, ([name, all]) => [name, all.at(-1) ?? ""]));
}

/** The event's facts about the call, besides the request (contract 2.3). */
export function requestContext(httpMethod: string, headers: Values, call: HttpCall): HttpRequestContext {
  return {
    identity: { sourceIp: call.sourceIp, userAgent: headers.get("User-Agent")?.at(-1) ?? "" },
    httpMethod,
    requestId: call.requestId,
    requestTime: requestTime(call.receivedAtMs),
    requestTimeEpoch: Math.floor(call.receivedAtMs / 1000),
  };
}

/** Text for JSON in UTF-8; base64 for all other bodies, the empty one included (contract 2.2.1, ruling 5). */
function eventBody(incoming: IncomingRequest): Pick<HttpEvent, "body" | "isBase64Encoded"> {
  const isJson = mediaTypeOf(incoming.headers) === "application/json";
  const text = isJson ? utf8Text(incoming.body) : undefined;
  if (text !== undefined) return { body: text, isBase64Encoded: false };
  return { body: toBase64(incoming.body), isBase64Encoded: true };
}
