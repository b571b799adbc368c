import { describe, expect, test } from "vitest";
import { type RawEventMode, rawEvent } from "../../../../src/http/request/raw-event.ts";
import type { HeaderPair } from "../../../../src/http/request/request.ts";
import { contractRows } from "../../../contract/read.ts";
import { bytesOf, incoming, type WrittenBody } from "../support.ts";

interface RawRow extends WrittenBody {
  readonly mode?: RawEventMode;
  readonly contentType?: string;
  /** JSON text for Python. */
  readonly json?: string;
  /** Base64 of the bytes for Python. */
  readonly bytes?: string;
}

describe("a body in raw mode", () => {
  test.each(contractRows<RawRow>("raw-event"))(
    "$name ($section)",
    ({ mode = "auto", contentType, json, bytes, ...body }) => {
      const headers: HeaderPair[] = contentType === undefined ? [] : [["content-type", contentType]];
      const event = rawEvent(incoming({ headers, body: bytesOf(body) }), mode);
      if (bytes === undefined) expect(event).toEqual({ kind: "json", text: json });
      else expect(event).toEqual({ kind: "bytes", bytes: bytesOf({ base64: bytes }) });
    },
  );

  const decodes = (text: string) => {
    const event = rawEvent(incoming({ body: bytesOf({ text }) }), "json");
    return event.kind === "json" && event.text === text;
  };

  test("is text when its nesting would end the interpreter", () => {
    const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
    expect(decodes(nested(1_000))).toBe(true);
    expect(decodes(nested(1_001))).toBe(false);
    expect(decodes(nested(100_000))).toBe(false);
  });

  test("may have any number of brackets side by side or in a string", () => {
    expect(decodes(`[${"[],".repeat(2_000)}"${"[".repeat(2_000)}"]`)).toBe(true);
  });

  test("is text when an integer has more digits than Python reads", () => {
    expect(decodes(`{"n": -${"9".repeat(4_300)}}`)).toBe(true);
    expect(decodes(`{"n": -${"9".repeat(4_301)}}`)).toBe(false);
    expect(decodes(`["${"9".repeat(4_301)}", ${"9".repeat(4_300)}]`)).toBe(true);
    expect(decodes(`["${"9".repeat(4_301)}", ${"9".repeat(4_301)}]`)).toBe(false);
  });

  test("may have long runs of digits in strings and fractions", () => {
    expect(decodes(`["${"9".repeat(5_000)}", 1.${"9".repeat(5_000)}, 1e-${"0".repeat(5_000)}1]`)).toBe(true);
  });
});
