import { type EventParts, eventParts } from "./event-parts.ts";
import type { HttpCall, HttpEvent } from "./http-event-types.ts";
import type { IncomingRequest } from "./request.ts";

/** The `event` of a plain HTTPS call (contract 2.2, 2.3). */
export function httpEvent(incoming: IncomingRequest, call: HttpCall): HttpEvent {
  const parts = eventParts(incoming, call, {
    host: "functions.yandexcloud.net",
    headers: { "X-Real-Remote-Address": `[${call.sourceIp}]:${call.sourcePort}` },
  });
  return envelope(parts, { url: "", params: {}, multiValueParams: {}, pathParams: {} });
}

/** The fields in the order of real events. */
export function envelope(
  parts: EventParts,
  route: Pick<HttpEvent, "url" | "params" | "multiValueParams" | "pathParams">,
): HttpEvent {
  const { httpMethod, headers, ...rest } = parts;
  const { url, params, multiValueParams, pathParams } = route;
  return { httpMethod, headers, url, params, multiValueParams, pathParams, ...rest };
}
