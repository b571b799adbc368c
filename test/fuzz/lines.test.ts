import fc from "fast-check";
import { expect, test } from "vitest";
import { joinBytes } from "../../src/util/bytes.ts";
import { LineCutter } from "../../src/worker/lines.ts";
import { anyText } from "./arbitraries.ts";

test("however a stream is cut into pieces, its lines are the same", () => {
  fc.assert(
    fc.property(anyStream(), fc.array(fc.nat(40)), (stream, cuts) => {
      const whole = new TextDecoder("utf-8", { ignoreBOM: true }).decode(stream).split("\n");
      const last = whole.at(-1) === "" ? whole.slice(0, -1) : whole;
      expect(linesOf(stream, cuts)).toEqual(last);
    }),
  );
});

/** Bytes of any kind, most of them text with line ends; often broken UTF-8. */
function anyStream(): fc.Arbitrary<Uint8Array> {
  const text = anyText().map((text) => new TextEncoder().encode(text));
  const piece = fc.oneof(
    text,
    fc.uint8Array({ maxLength: 6 }),
    fc.constantFrom("\n", "\r\n", "💥\n", "\ufeff").map((text) => new TextEncoder().encode(text)),
  );
  return fc.array(piece).map(joinBytes);
}

/** The buffer of each piece is used again, as the interpreter does. */
function linesOf(stream: Uint8Array, cuts: readonly number[]): string[] {
  const cutter = new LineCutter();
  const lines: string[] = [];
  let at = 0;
  for (const length of [...cuts, stream.length]) {
    const piece = stream.slice(at, at + length);
    lines.push(...cutter.push(piece));
    piece.fill(0x78);
    at += length;
  }
  return [...lines, ...cutter.flush()];
}
