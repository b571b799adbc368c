import { canonicalHeaderName } from "../header-name.ts";
import { headerFromWire } from "../header-text.ts";
import type { HttpCall } from "./http-event-types.ts";
import type { IncomingRequest } from "./request.ts";

/** Removed before the function sees the request (contract 2.8). */
const removedNames: ReadonlySet<string> = new Set([
  "Authorization",
  "Connection",
  "Content-Md5",
  "Cookie",
  "Expect",
  "Max-Forwards",
  "Proxy-Authenticate",
  "Server",
  "Te",
  "Trailer",
  "Transfer-Encoding",
  "Upgrade",
  "Www-Authenticate",
]);

/** The front end that a request comes through: the router of functions, or API Gateway before it. */
export interface FrontEnd {
  /** `Host` where the request names none. */
  readonly host: string;
  /** Its own headers, which replace those of the client. */
  readonly headers: Readonly<Record<string, string>>;
}

/** The headers that the function sees: canonical names, sorted, every value in the order sent (contract 2.2, 2.8). */
export function eventHeaders(
  incoming: IncomingRequest,
  call: HttpCall,
  frontEnd: FrontEnd,
): Map<string, string[]> {
  const headers = passedHeaders(incoming);
  addMissing(headers, incoming.body.byteLength, frontEnd.host);
  addRouterHeaders(headers, call);
  for (const [name, value] of Object.entries(frontEnd.headers)) headers.set(name, [value]);
  return new Map([...headers].sort(([left], [right]) => (left < right ? -1 : 1)));
}

function passedHeaders(incoming: IncomingRequest): Map<string, string[]> {
  const headers = new Map<string, string[]>();
  for (const [sentName, sentValue] of incoming.headers) {
    const name = canonicalHeaderName(sentName);
    if (removedNames.has(name)) continue;
    const values = headers.get(name) ?? [];
    headers.set(name, [...values, headerFromWire(sentValue)]);
  }
  return headers;
}

/** `Host` and `Content-Length`, which HTTP clients send and a `Request` does not have. */
function addMissing(headers: Map<string, string[]>, bodyBytes: number, host: string): void {
  if (!headers.has("Host")) headers.set("Host", [host]);
  if (bodyBytes > 0 && !headers.has("Content-Length")) headers.set("Content-Length", [String(bodyBytes)]);
}

/** Ids and addresses come from the router and replace those of the client (contract 2.3, 2.8, 2.9). */
function addRouterHeaders(headers: Map<string, string[]>, call: HttpCall): void {
  const forwardedFor = [...(headers.get("X-Forwarded-For") ?? []), call.sourceIp];
  headers.set("X-Forwarded-For", [forwardedFor.join(", ")]);
  headers.set("X-Request-Id", [call.requestId]);
  headers.set("X-Trace-Id", [call.traceId]);
}
