import { readFileSync } from "node:fs";
import type { HttpCall } from "../../../src/http/http-event-types.ts";
import type { HeaderPair, IncomingRequest } from "../../../src/http/request.ts";

/** What every row of a table in test/contract has. */
export interface Row {
  readonly name: string;
  readonly section: string;
  readonly mark: "doc" | "seen" | "ruling";
}

/** The rows of a table. Read as a file: an import would make `__proto__` of a row what it is in JavaScript. */
export function table<Columns>(name: string): (Row & Columns)[] {
  return JSON.parse(readFileSync(new URL(`../../contract/${name}.json`, import.meta.url), "utf8"));
}

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
