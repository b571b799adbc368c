import type { HeaderPair } from "../request/request.ts";

/** The response to the client, before the platform's own headers. */
export interface HttpResponse {
  readonly status: number;
  /** A repeated header is several pairs. */
  readonly headers: readonly HeaderPair[];
  readonly body: string | Uint8Array<ArrayBuffer>;
  /** Whether the function is at fault; it is sent as `X-Function-Error: true` (contract 3.6). */
  readonly isFunctionError: boolean;
  /** Sentences for the log of the call. */
  readonly warnings: readonly string[];
}

/** The headers of every response that is JSON by nature (ruling 8). */
export const jsonHeaders: readonly HeaderPair[] = [["Content-Type", "application/json"]];

/** Whether HTTP forbids a body with this status; a `Response` throws when it is given one. */
export function hasNullBody(status: number): boolean {
  return status === 204 || status === 205 || status === 304;
}
