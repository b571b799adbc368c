import { gatewayHeaders } from "../http/gateway/headers.ts";
import { eventHeaders } from "../http/request/headers.ts";
import type { HttpCall } from "../http/request/http-event-types.ts";
import { MADE_UP, MADE_UP_GATEWAY_ID } from "../util/ids.ts";
import { textPairs } from "./fields.ts";
import type { Given } from "./given.ts";
import type { TextLists } from "./http-call.ts";

/** The headers of a request through a made-up gateway: the client's, the gateway's, and those of this kind of call. */
export function headersThroughGateway(
  given: Given<{ readonly headers?: TextLists }>,
  call: HttpCall,
  path: string,
  own: Readonly<Record<string, string>>,
): Map<string, string[]> {
  const headers = textPairs(given, "headers");
  const request = { kind: "request", method: "GET", url: path, headers, body: new Uint8Array() } as const;
  const passage = { ...call, functionId: MADE_UP.functionName, gateway: { gatewayId: MADE_UP_GATEWAY_ID } };
  return eventHeaders(request, call, {
    host: `${MADE_UP_GATEWAY_ID}.apigw.yandexcloud.net`,
    headers: { ...gatewayHeaders(request, passage), ...own },
  });
}
