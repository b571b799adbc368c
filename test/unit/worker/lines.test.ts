import { describe, expect, test } from "vitest";
import { LineCutter } from "../../../src/worker/lines.ts";

const encoder = new TextEncoder();

/** The lines that come after each piece, and at the end. */
function cut(...pieces: (string | number[])[]): string[][] {
  const cutter = new LineCutter();
  const lines = pieces.map((piece) =>
    cutter.push(typeof piece === "string" ? encoder.encode(piece) : new Uint8Array(piece)),
  );
  return [...lines, cutter.flush()];
}

describe("LineCutter", () => {
  test.each<[string, (string | number[])[], string[][]]>([
    ["a line", ["a\n"], [["a"], []]],
    ["several lines at once", ["a\nb\nc"], [["a", "b"], ["c"]]],
    ["a line in pieces", ["a", "b", "c\nd"], [[], [], ["abc"], ["d"]]],
    ["empty lines", ["\n\na\n\n"], [["", "", "a", ""], []]],
    ["a line end alone", ["a", "\n"], [[], ["a"], []]],
    ["carriage returns, which are the text's own", ["a\r\nb\rc\n"], [["a\r", "b\rc"], []]],
    ["nothing", [], [[]]],
    ["writes of nothing", ["", ""], [[], [], []]],
    ["a write of nothing inside a line", ["a", "", "b\n", ""], [[], [], ["ab"], [], []]],
    ["other line separators, which are none", ["a\u2028b\u0085c\fd\n"], [["a\u2028b\u0085c\fd"], []]],
    ["a byte order mark", ["\ufeffa\n\ufeffb\n"], [["\ufeffa", "\ufeffb"], []]],
    ["bytes that are no text", [[0xff, 0x61, 0x0a, 0xe2, 0x82, 0x0a]], [["\ufffda", "\ufffd"], []]],
    ["a character that never ends", [[0xe2, 0x82]], [[], ["\ufffd"]]],
  ])("cuts %s", (_, pieces, expected) => {
    expect(cut(...pieces)).toEqual(expected);
  });

  test.each([1, 2, 3, 5, 7])("joins characters that come in pieces of %i bytes", (size) => {
    const text = "я€😀\nдва\n\n𝄞";
    const bytes = [...encoder.encode(text)];
    const pieces: number[][] = [];
    for (let start = 0; start < bytes.length; start += size) pieces.push(bytes.slice(start, start + size));
    expect(cut(...pieces).flat()).toEqual(text.split("\n"));
  });

  test("does not look at the bytes again once it has them", () => {
    const cutter = new LineCutter();
    const bytes = encoder.encode("abc");
    cutter.push(bytes);
    bytes.fill(0);
    expect(cutter.push(encoder.encode("\n"))).toEqual(["abc"]);
  });

  test("flushes once", () => {
    const cutter = new LineCutter();
    cutter.push(encoder.encode("rest"));
    expect([cutter.flush(), cutter.flush()]).toEqual([["rest"], []]);
  });

  test("takes time in proportion to a line of megabytes", () => {
    const timeOf = (pieces: number): number => {
      const cutter = new LineCutter();
      const piece = encoder.encode("x".repeat(256));
      const startedAt = performance.now();
      for (let count = 0; count < pieces; count += 1) cutter.push(piece);
      expect(cutter.flush()[0]).toHaveLength(pieces * 256);
      return performance.now() - startedAt;
    };
    timeOf(2_000);
    // Were it quadratic, eight times the length would take sixty-four times as long.
    expect(timeOf(64_000)).toBeLessThan(32 * Math.max(timeOf(8_000), 5));
  });
});
