import { describe, expect, test } from "vitest";
import { httpEvent } from "../../../../src/http/request/http-event.ts";
import type { HttpEvent } from "../../../../src/http/request/http-event-types.ts";
import type { HeaderPair } from "../../../../src/http/request/request.ts";
import { contractRows } from "../../../contract/read.ts";
import { bytesOf, incoming, sampleCall, type WrittenBody } from "../support.ts";

interface EventRow {
  readonly request: WrittenBody & {
    readonly method?: string;
    readonly url?: string;
    readonly headers?: HeaderPair[];
  };
  readonly event: Partial<HttpEvent>;
}

describe("an HTTPS call as event", () => {
  test.each(contractRows<EventRow>("request-to-event"))("$name ($section)", ({ request, event }) => {
    const { text, base64, ...rest } = request;
    const actual = httpEvent(incoming({ ...rest, body: bytesOf(request) }), sampleCall);
    for (const key of Object.keys(event) as (keyof HttpEvent)[]) expect(actual[key], key).toEqual(event[key]);
  });

  test("is the documented sample down to the order of its keys", () => {
    const { request, event } = contractRows<EventRow>("request-to-event")[0] as EventRow;
    const { text, base64, ...rest } = request;
    const actual = httpEvent(incoming({ ...rest, body: bytesOf(request) }), sampleCall);
    expect(JSON.stringify(actual)).toBe(JSON.stringify(event));
  });

  test("has a header and a parameter named __proto__ like any other", () => {
    const request = incoming({ url: "/?__proto__=a&constructor=b", headers: [["__PROTO__", "c"]] });
    const event = httpEvent(request, sampleCall);
    expect(Object.entries(event.queryStringParameters)).toEqual([
      ["__proto__", "a"],
      ["constructor", "b"],
    ]);
    expect(Object.entries(event.headers)).toContainEqual(["__proto__", "c"]);
    expect(Object.getPrototypeOf(event.queryStringParameters)).toBe(Object.prototype);
  });

  test("encodes every byte of a large binary body", () => {
    const body = Uint8Array.from({ length: 200_003 }, (_, index) => index % 256);
    const event = httpEvent(incoming({ body }), sampleCall);
    expect(event.body).toBe(Buffer.from(body).toString("base64"));
  });
});
