import type { HttpCall } from "../http/request/http-event-types.ts";
import { makeUuid } from "../util/ids.ts";
import { moment, text } from "./fields.ts";
import type { Given } from "./given.ts";
import { epochMs, type Moment } from "./moment.ts";

/** A name with a value, or with several. */
export type TextLists = Readonly<Record<string, string | readonly string[]>>;

/** The members that every call over HTTP has. */
export interface HttpCallInput {
  /** Default: a random UUID. */
  readonly requestId?: string;
  /** `X-Trace-Id`. Default: a random UUID. */
  readonly traceId?: string;
  /** The caller's address. Default: `127.0.0.1`. */
  readonly sourceIp?: string;
  /** When the request arrived. Default: now. */
  readonly time?: Moment;
}

export const METHODS = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"] as const;
export type Method = (typeof METHODS)[number];

export function httpCall(given: Given<HttpCallInput>): HttpCall {
  return {
    requestId: text(given, "requestId", makeUuid()),
    traceId: text(given, "traceId", makeUuid()),
    sourceIp: text(given, "sourceIp", "127.0.0.1"),
    sourcePort: 40_000,
    receivedAtMs: epochMs(moment(given, "time")),
  };
}
