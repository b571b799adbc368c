import type { Bytes } from "../api/options.ts";
import { httpEvent } from "../http/request/http-event.ts";
import type { HttpEvent } from "../http/request/http-event-types.ts";
import { bytes, oneOf, textPairs } from "./fields.ts";
import { type Given, readArgument } from "./given.ts";
import { type HttpCallInput, httpCall, METHODS, type Method, type TextLists } from "./http-call.ts";

/** An HTTPS call. There is no path: calls have none of their own (contract 2.1). */
export interface HttpInput extends HttpCallInput {
  /** Default: `GET`, or `POST` when there is a body. */
  readonly method?: Method;
  /** Default: none. */
  readonly query?: TextLists;
  /** Headers as the client sends them; the service removes some and adds others (contract 2.8). Default: none. */
  readonly headers?: TextLists;
  /** Text or bytes. The event has them in base64, unless `Content-Type` is `application/json` (contract 2.2.1). */
  readonly body?: string | Bytes;
}

/**
 * The event of a plain HTTPS call, the same as `fn.fetch()` makes.
 *
 * @throws UsageError (`INVALID_EVENT`) naming the member of the argument that is wrong.
 * @example await fn.invoke(events.http({ query: { name: "Ada" }, headers: { "X-Auth-Token": "secret" } }));
 */
export function http(argument: HttpInput = {}): HttpEvent {
  return readArgument("http", argument, (given: Given<HttpInput>) => {
    const hasBody = given.read("body") !== undefined;
    const method = oneOf(given, "method", METHODS, hasBody ? "POST" : "GET");
    const url = `/?${new URLSearchParams(textPairs(given, "query"))}`;
    const headers = textPairs(given, "headers");
    return httpEvent({ kind: "request", method, url, headers, body: bytes(given, "body") }, httpCall(given));
  });
}
