import fc from "fast-check";
import { expect, test } from "vitest";
import { UsageError } from "../../src/errors.ts";
import { encodeEvent, jsonText } from "../../src/json/encode.ts";
import { isTooDeep, MOST_LEVELS } from "../../src/json/scan.ts";
import { anyJson, anyText } from "./arbitraries.ts";

test("what JSON can carry is carried, and nothing is changed", () => {
  fc.assert(
    fc.property(anyJson(), (value) => {
      expect(encodeEvent(value)).toBe(JSON.stringify(value));
    }),
  );
});

test("any value is either JSON, or refused in a sentence that begins where it stands", () => {
  fc.assert(
    fc.property(anyValue(), (value) => {
      const { text, error } = attempt(() => encodeEvent(value));
      if (error === undefined) expect(typeof JSON.parse(text ?? "") === "function").toBe(false);
      else {
        expect(error).toBeInstanceOf(UsageError);
        expect((error as UsageError).code).toBe("INVALID_EVENT");
        expect((error as UsageError).message).toMatch(/^event.*: expected .*\.$/s);
      }
    }),
  );
});

test("one culprit anywhere is found, and named", () => {
  fc.assert(
    fc.property(anyCulprit(), fc.array(fc.oneof(anyText(), fc.nat(3))), (culprit, path) => {
      const event = path.reduceRight<unknown>(wrapped, culprit);
      const { error } = attempt(() => encodeEvent(event));
      expect(error).toBeInstanceOf(UsageError);
    }),
  );
});

test("a text is JSON for jsonText() exactly when JSON.parse takes it and it is not too deep", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        anyText(),
        anyJson().map((value) => JSON.stringify(value)),
      ),
      (text) => {
        const isJson = attempt(() => JSON.parse(text)).error === undefined;
        expect(attempt(() => jsonText(text)).error === undefined).toBe(isJson && !isTooDeep(text));
      },
    ),
  );
});

test("nesting is counted as it is built, whatever strings look like", () => {
  fc.assert(
    fc.property(fc.nat(2 * MOST_LEVELS), fc.constantFrom("[", '{"]":'), anyText(), (levels, open, text) => {
      const close = open === "[" ? "]" : "}";
      const json = open.repeat(levels) + JSON.stringify(`${text}[[{{`) + close.repeat(levels);
      expect(isTooDeep(json)).toBe(levels > MOST_LEVELS);
    }),
  );
});

/** JavaScript of all sorts, JSON or not, well-behaved or not. */
function anyValue(): fc.Arbitrary<unknown> {
  return fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: "medium" },
      { weight: 3, arbitrary: anyJson() },
      { weight: 2, arbitrary: anyCulprit() },
      { weight: 1, arbitrary: anyTrap(tie("value")) },
      { weight: 3, arbitrary: fc.array(tie("value"), { maxLength: 4 }) },
      { weight: 3, arbitrary: fc.dictionary(anyText(), tie("value"), { maxKeys: 4 }) },
      {
        weight: 1,
        arbitrary: fc.anything({
          withBigInt: true,
          withDate: true,
          withMap: true,
          withSet: true,
          withTypedArray: true,
          withSparseArray: true,
          withBoxedValues: true,
          withNullPrototype: true,
        }),
      },
    ),
  })).value;
}

/** Each is lost or changed by JSON.stringify. */
function anyCulprit(): fc.Arbitrary<unknown> {
  const cycle: unknown[] = [];
  cycle.push({ cycle });
  return fc.constantFrom<unknown>(
    Number.NaN,
    Number.NEGATIVE_INFINITY,
    Object(Number.NaN),
    10n,
    Object(10n),
    Symbol("s"),
    () => 1,
    Object.defineProperty(() => 1, "name", { value: Symbol("no text") }),
    new Map([[1, 2]]),
    new Set([1]),
    new WeakMap(),
    new Date(Number.NaN),
    new Uint8Array(3),
    Buffer.from("bytes"),
    new ArrayBuffer(3),
    new DataView(new ArrayBuffer(3)),
    new URLSearchParams("a=1"),
    new Headers({ a: "1" }),
    new Error("lost"),
    /lost/,
    Promise.resolve(1),
    jsonTextOf("1"),
    cycle,
    [undefined],
    { toJSON: () => Symbol("s") },
  );
}

/** Values that run code of their own when they are looked at. */
function anyTrap(inner: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return inner.chain((value) =>
    fc.constantFrom<unknown>(
      { toJSON: () => value },
      { toJSON: endless },
      { toJSON: () => undefined },
      new Proxy({ value }, {}),
      new Proxy([value], {}),
      {
        get member() {
          return value;
        },
      },
      {
        get member() {
          throw new Error("read");
        },
      },
      {
        get member() {
          throw value;
        },
      },
      {
        toJSON() {
          throw value;
        },
      },
      new Proxy(
        {},
        {
          ownKeys: () => {
            throw new Error("keys");
          },
        },
      ),
      new Proxy(
        { a: 1 },
        {
          get: () => {
            throw null;
          },
        },
      ),
      {
        get [Symbol.toStringTag]() {
          throw new Error("tag");
        },
      },
      new Date(0),
      new URL("https://localhost/"),
    ),
  );
}

function endless(): object {
  return { next: { toJSON: endless } };
}

function jsonTextOf(text: string): unknown {
  return [jsonText(text)];
}

function wrapped(value: unknown, step: string | number): unknown {
  if (typeof step === "string")
    return Object.fromEntries([
      ["other", 1],
      [step, value],
    ]);
  return [...Array.from({ length: step }, () => null), value];
}

function attempt<Result>(work: () => Result): { text?: Result; error?: unknown } {
  try {
    return { text: work() };
  } catch (error) {
    return { error };
  }
}
