/** What several properties are tried on. */
import fc from "fast-check";

/** Names and texts that have broken programs before: members of every object, ends of lines, halves of characters. */
const HOSTILE = [
  "__proto__",
  "constructor",
  "hasOwnProperty",
  "toString",
  "valueOf",
  "length",
  "",
  " ",
  "\0",
  "\r\n",
  "\n",
  "\u2028",
  "\ud800",
  "\udc00",
  "\ufeff",
  "\u007f",
  "é",
  "Ж",
  "💥",
  '"',
  "\\",
  "'",
  "{}",
];

/** Any text, lone surrogates included, often a hostile one. */
export function anyText(): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.string({ unit: "binary", maxLength: 20 }) },
    {
      weight: 1,
      arbitrary: fc.string({
        unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
        maxLength: 8,
      }),
    },
    { weight: 2, arbitrary: fc.constantFrom(...HOSTILE) },
  );
}

/** Any value that JSON can carry. */
export function anyJson(): fc.Arbitrary<unknown> {
  return fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.constantFrom(null, true, false, 0, -0, 1, 1e21, 1e-7, 5e-324, 1.7976931348623157e308, 2 ** 53 + 2),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer(),
      anyText(),
      fc.array(tie("value"), { maxLength: 5 }),
      record(tie("value")),
    ),
  })).value;
}

/** Objects whose keys may be `__proto__`. */
function record(value: fc.Arbitrary<unknown>): fc.Arbitrary<object> {
  return fc.array(fc.tuple(anyText(), value), { maxLength: 5 }).map(Object.fromEntries);
}
