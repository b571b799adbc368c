import type { HttpCall } from "../../../src/http/request/http-event-types.ts";
import type { HeaderPair, IncomingRequest } from "../../../src/http/request/request.ts";

/** A body as tables write it. */
export interface WrittenBody {
  readonly text?: string;
  readonly base64?: string;
}

export function bytesOf({ text = "", base64 }: WrittenBody): Uint8Array {
  return base64 === undefined
    ? new TextEncoder().encode(text)
    : new Uint8Array(Buffer.from(base64, "base64"));
}

export function incoming(
  request: Partial<IncomingRequest> & { headers?: readonly HeaderPair[] },
): IncomingRequest {
  return {
    kind: "request",
    method: "GET",
    url: "https://localhost/",
    headers: [],
    body: new Uint8Array(),
    ...request,
  };
}

/** The call of the documented sample (contract 2.2.2). */
export const sampleCall: HttpCall = {
  requestId: "6e8356f9-489b-4c7b-8ba6-c8cd74f25455",
  traceId: "e9fe9b05-c1aa-4fb8-94d8-a514fd6f3ff7",
  sourceIp: "203.0.113.7",
  sourcePort: 2816,
  receivedAtMs: 1_657_713_539_999,
};
