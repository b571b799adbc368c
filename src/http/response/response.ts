import { headerToWire } from "../header-text.ts";
import { type HttpResponse, hasNullBody } from "./http-response.ts";

/** Whose response it is (contract 3.3). */
export interface ResponseIds {
  readonly requestId: string;
  readonly functionId: string;
  readonly versionId: string;
  readonly isThroughGateway?: boolean;
}

/** The form of the body; by default as the function encoded it. */
export interface BodyForm {
  /** Whether the request was HEAD: the response has the length of the body and no body. */
  readonly isHead?: boolean;
  /** The body without its `Content-Encoding`. */
  readonly decoded?: ReadableStream<Uint8Array> | undefined;
}

/** Responses whose body is decoded, unlike their `Content-Encoding`. */
export const decodedResponses = new WeakSet<Response>();

/** A web `Response` with the headers that the platform adds; `Date` and `Connection` are the server's (contract 3.3). */
export function toResponse(
  httpResponse: HttpResponse,
  ids: ResponseIds,
  { isHead = false, decoded }: BodyForm = {},
): Response {
  const body = hasNullBody(httpResponse.status) ? null : bytesOf(httpResponse.body);
  const shown = isHead || body === null ? null : (decoded ?? body);
  const response = new Response(shown, { status: httpResponse.status });
  if (decoded) decodedResponses.add(response);
  // Appended afterwards: happy-dom drops Set-Cookie from the headers that it is constructed with.
  for (const [name, value] of httpResponse.headers) response.headers.append(name, headerToWire(value));
  for (const [name, value] of platformHeaders(httpResponse, ids)) response.headers.set(name, value);
  // The length is counted before any decoding, as in `fetch`: a wrong one from the function truncates the response or leaves the client waiting.
  if (body === null) response.headers.delete("Content-Length");
  else response.headers.set("Content-Length", String(body.byteLength));
  return response;
}

/** The body as it goes over the network, before any `Content-Encoding` is decoded. */
export function bytesOf(body: HttpResponse["body"]): Uint8Array<ArrayBuffer> {
  return typeof body === "string" ? new TextEncoder().encode(body) : body;
}

function platformHeaders(httpResponse: HttpResponse, ids: ResponseIds): [name: string, value: string][] {
  const headers: [string, string][] = [
    ["Server", ids.isThroughGateway ? "Yandex-API-Gateway/1.0" : "Yandex-Cloud-Functions/1.0"],
    ["X-Content-Type-Options", "nosniff"],
    ["X-Function-Id", ids.functionId],
    ["X-Function-Version-Id", ids.versionId],
    ["X-Request-Id", ids.requestId],
  ];
  return httpResponse.isFunctionError ? [...headers, ["X-Function-Error", "true"]] : headers;
}
