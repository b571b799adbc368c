import { expect, test } from "vitest";
import { outerWorld } from "../../../../src/worker/realm/node-endowments.ts";

const LONGEST = 2 ** 29 - 24;

/** Node looks at the length for some encodings; for others it ends the process, with all functions in it. */
test.each(["latin1", "ascii", "utf-8", "utf-16le"])("%s that no string can hold is refused", (encoding) => {
  const { decode } = outerWorld(() => {});
  const bytes = new Uint8Array(LONGEST + 1);
  expect(() => decode(encoding, false, false, bytes)).toThrow(
    new RangeError(`a text of ${LONGEST + 1} bytes is longer than JavaScript's strings can be`),
  );
  expect(decode(encoding, false, false, new Uint8Array(0))).toBe("");
});
