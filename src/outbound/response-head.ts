import { decodedResponses } from "../http/response/response.ts";
import type { Piece, StepReply } from "../wire/protocol.ts";
import type { FetchCapabilities } from "./network.ts";

/** The codings that every fetch decodes by itself. */
const DECODED: readonly string[] = ["gzip", "x-gzip", "deflate", "br", "identity"];

/** The head without a part of the body. */
export type Head = Omit<Extract<StepReply, { kind: "head" }>, keyof Piece>;

/**
 * Status and headers of a response as they hold for the bytes that can be read of it: `fetch` has decoded the body, so
 * that its headers no longer say how it is encoded, and how long it is.
 */
export function headOf(response: Response, method: string, capabilities: FetchCapabilities): Head {
  const isChanged = response.body !== null && method !== "HEAD" && isDecoded(response, capabilities);
  const dropped = isChanged ? ["content-encoding", "content-length"] : [];
  return {
    kind: "head",
    status: response.status,
    reason: response.statusText,
    // Each `set-cookie` is one of its own here.
    headers: [...response.headers].filter(([name]) => !dropped.includes(name)),
    url: response.url,
    isRedirected: response.redirected,
  };
}

function isDecoded(response: Response, capabilities: FetchCapabilities): boolean {
  const { url, headers } = response;
  // A response that a program made is as it was made, unless `fetch` of another function made it.
  if (url === "") return decodedResponses.has(response);
  const encoding = headers.get("content-encoding");
  if (encoding === null) return capabilities.hidesEncoding;
  return encoding.split(",").every((coding) => DECODED.includes(coding.trim().toLowerCase()));
}
