import type { HttpCall, HttpRequestContext } from "./http-event-types.ts";
import { requestTime } from "./request-time.ts";

/** What the event says of the call besides the request (contract 2.3). */
export function requestContext(
  httpMethod: string,
  headers: ReadonlyMap<string, readonly string[]>,
  call: HttpCall,
): HttpRequestContext {
  return {
    identity: { sourceIp: call.sourceIp, userAgent: headers.get("User-Agent")?.at(-1) ?? "" },
    httpMethod,
    requestId: call.requestId,
    requestTime: requestTime(call.receivedAtMs),
    requestTimeEpoch: Math.floor(call.receivedAtMs / 1000),
  };
}
