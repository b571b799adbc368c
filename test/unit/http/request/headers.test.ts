import { describe, expect, test } from "vitest";
import { httpEvent } from "../../../../src/http/request/http-event.ts";
import type { HeaderPair } from "../../../../src/http/request/request.ts";
import { contractRows } from "../../../contract/read.ts";
import { bytesOf, incoming, sampleCall, type WrittenBody } from "../support.ts";

interface HeaderRow extends WrittenBody {
  readonly sent: HeaderPair[];
  /** All names that the function sees, in order. */
  readonly names?: string[];
  /** Some of the names with all their values. */
  readonly values?: Record<string, string[]>;
  /** Some of the names with the value that stands alone. */
  readonly last?: Record<string, string>;
}

describe("the headers of a request", () => {
  const rows = contractRows<HeaderRow>("request-headers");

  test.each(rows)("$name ($section)", ({ sent, names, values, last, ...body }) => {
    const event = httpEvent(incoming({ headers: sent, body: bytesOf(body) }), sampleCall);
    expect(Object.keys(event.headers)).toEqual(Object.keys(event.multiValueHeaders));
    if (names) expect(Object.keys(event.headers)).toEqual(names);
    for (const [name, all] of Object.entries(values ?? {}))
      expect(event.multiValueHeaders[name]).toEqual(all);
    for (const [name, value] of Object.entries(last ?? {})) expect(event.headers[name]).toBe(value);
  });

  test("have an expectation in every row of the table", () => {
    expect(rows.filter((row) => !row.names && !row.values)).toEqual([]);
  });

  test("write an IPv6 caller in brackets", () => {
    const event = httpEvent(incoming({}), { ...sampleCall, sourceIp: "2001:db8::7" });
    expect(event.headers["X-Real-Remote-Address"]).toBe("[2001:db8::7]:2816");
    expect(event.requestContext.identity.sourceIp).toBe("2001:db8::7");
  });
});
