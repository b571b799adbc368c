import { canonicalHeaderName } from "../http/header-name.ts";
import type { HttpCall } from "../http/http-event-types.ts";
import { textLists } from "./fields.ts";
import type { Given } from "./given.ts";
import type { TextLists } from "./http-call.ts";

/** The headers that come through API Gateway, the client's included: canonical names, sorted (contract 2.8). */
export function gatewayHeaders(
  given: Given<{ readonly headers?: TextLists }>,
  call: HttpCall,
  { defaults = {}, own = {} }: { defaults?: Record<string, string>; own?: Record<string, string> },
): Map<string, string[]> {
  const headers = new Map(listed({ Host: "d5dgateway0000000000.apigw.yandexcloud.net", ...defaults }));
  for (const [name, values] of textLists(given, "headers")) headers.set(canonicalHeaderName(name), values);
  const forwardedFor = [...(headers.get("X-Forwarded-For") ?? []), call.sourceIp];
  const added = listed({
    "X-Forwarded-For": forwardedFor.join(", "),
    "X-Real-Remote-Address": `${call.sourceIp}:${call.sourcePort}`,
    "X-Request-Id": call.requestId,
    "X-Trace-Id": call.traceId,
    ...own,
  });
  return new Map([...headers, ...added].sort(([left], [right]) => (left < right ? -1 : 1)));
}

function listed(headers: Readonly<Record<string, string>>): [string, string[]][] {
  return Object.entries(headers).map(([name, value]) => [name, [value]]);
}
