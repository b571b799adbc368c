import { type BodyLike, giveUp, readBody } from "./body.ts";

/** A header as it came; a repeated header is several pairs. */
export type HeaderPair = readonly [name: string, value: string];

/** The members of a `Request` that are used, so that one of any realm (Node, browser, happy-dom, a server's own) fits. */
export interface RequestLike extends BodyLike {
  readonly method: string;
  readonly url: string;
  /** `Headers` joins repeated headers with `", "`; pairs keep them apart. Nothing is split on commas. */
  readonly headers: Iterable<HeaderPair>;
}

/** A request whose body has arrived. */
export interface IncomingRequest {
  readonly kind: "request";
  readonly method: string;
  readonly url: string;
  readonly headers: readonly HeaderPair[];
  readonly body: Uint8Array;
}

/** A request whose body alone is over the limit; the response is 413 (contract 3.6). */
export interface TooLargeRequest {
  readonly kind: "too-large";
  readonly limitBytes: number;
}

/**
 * Reads a request, no further than the limit. The limit holds for the JSON of the event too, which base64
 * makes a third longer than the body (contract 8.2): check that with `isOverLimit` once it is written.
 */
export async function readRequest(
  request: RequestLike,
  limitBytes: number,
): Promise<IncomingRequest | TooLargeRequest> {
  const headers: HeaderPair[] = Array.from(request.headers, ([name, value]) => [name, value]);
  const tooLarge: TooLargeRequest = { kind: "too-large", limitBytes };
  if (announcedBytes(headers) > limitBytes) {
    if (request.body) giveUp(request.body);
    return tooLarge;
  }
  const body = await readBody(request, limitBytes);
  if (body === undefined) return tooLarge;
  return { kind: "request", method: request.method, url: request.url, headers, body };
}

function announcedBytes(headers: readonly HeaderPair[]): number {
  const contentLength = headers.find(([name]) => name.toLowerCase() === "content-length")?.[1] ?? "";
  return /^\d+$/.test(contentLength) ? Number(contentLength) : 0;
}
