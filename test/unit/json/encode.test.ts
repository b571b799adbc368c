import { describe, expect, test } from "vitest";
import { UsageError } from "../../../src/errors.ts";
import { encodeEvent, type JsonText, jsonText } from "../../../src/json/encode.ts";

const cycle: { name: string; inner: Record<string, unknown> } = { name: "a", inner: {} };
cycle.inner["back"] = [cycle];

class Point {
  x = 1;
  #hidden = 2;
  get hidden() {
    return this.#hidden;
  }
}

describe("encodeEvent()", () => {
  test.each<[string, unknown, string]>([
    ["no event, as a call without data", undefined, '""'],
    ["null", null, "null"],
    ["a string with a lone surrogate", "\ud800", '"\\ud800"'],
    ["minus zero", -0, "0"],
    ["a tree", { a: [1, { b: "x" }], c: false }, '{"a":[1,{"b":"x"}],"c":false}'],
    ["a date", { at: new Date(0) }, '{"at":"1970-01-01T00:00:00.000Z"}'],
    ["what toJSON() gives", { price: { toJSON: () => ({ cents: 5 }) } }, '{"price":{"cents":5}}'],
    ["a Map that knows how to become JSON", Object.assign(new Map(), { toJSON: () => [1] }), "[1]"],
    ["an undefined member, which is left out", { a: undefined, b: 1 }, '{"b":1}'],
    ["the public fields of an object of a class", new Point(), '{"x":1}'],
    ["a key named __proto__", JSON.parse('{"__proto__":{"a":1}}'), '{"__proto__":{"a":1}}'],
    ["an object without a prototype", Object.assign(Object.create(null), { a: 1 }), '{"a":1}'],
    ["what only looks like JsonText", { text: "[1]" }, '{"text":"[1]"}'],
  ])("carries %s", (_, event, expected) => {
    expect(encodeEvent(event)).toBe(expected);
  });

  test("carries one object in two places", () => {
    const shared = { n: [] };
    expect(encodeEvent([shared, shared, { shared }])).toBe('[{"n":[]},{"n":[]},{"shared":{"n":[]}}]');
  });

  const CARRY = "expected a value that JSON can carry, got";
  const throwing = {
    get a(): never {
      throw new Error("no");
    },
  };
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();

  test.each<[string, unknown, string | RegExp]>([
    ["a function", { a: { run() {} } }, `event.a.run: ${CARRY} a function (run).`],
    ["a function without a name", [() => {}], `event[0]: ${CARRY} a function.`],
    ["a symbol", { s: Symbol("x") }, `event.s: ${CARRY} Symbol(x).`],
    ["a BigInt", [[1, 2n]], `event[0][1]: ${CARRY} the BigInt 2n; use jsonText() for big integers.`],
    ["a BigInt in a box", [Object(2n)], `event[0]: ${CARRY} a BigInt.`],
    ["NaN", { a: Number.NaN }, `event.a: ${CARRY} NaN.`],
    ["an infinity", [-Infinity], `event[0]: ${CARRY} -Infinity.`],
    ["NaN in a box", { a: Object(Number.NaN) }, `event.a: ${CARRY} NaN.`],
    ["an invalid Date", [new Date(Number.NaN)], `event[0]: ${CARRY} an invalid Date.`],
    ["what shows nothing of what it holds", new URLSearchParams("a=1"), `event: ${CARRY} a URLSearchParams.`],
    [
      "a getter that throws",
      throwing,
      "event: expected a value that can be read; reading it threw Error: no.",
    ],
    ["a proxy that was revoked", revoked.proxy, /^event: expected a value that can be read; .* revoked\.$/],
    ["a Map", { a: new Map() }, `event.a: ${CARRY} a Map.`],
    ["a Set", new Set(), `event: ${CARRY} a Set.`],
    ["a typed array", { a: new Uint8Array(2) }, `event.a: ${CARRY} a Uint8Array.`],
    ["a Buffer, though it has a toJSON()", { a: Buffer.from("x") }, `event.a: ${CARRY} a Uint8Array.`],
    ["an ArrayBuffer", new ArrayBuffer(1), `event: ${CARRY} an ArrayBuffer.`],
    ["a forgotten await", Promise.resolve(1), `event: ${CARRY} a Promise.`],
    ["an Error", [new Error("x")], `event[0]: ${CARRY} an Error.`],
    ["undefined in an array", { a: [1, undefined] }, `event.a[1]: ${CARRY} undefined.`],
    ["a hole in an array", new Array(1), `event[0]: ${CARRY} undefined.`],
    ["a toJSON() that gives nothing", { toJSON: () => undefined }, `event: ${CARRY} undefined.`],
    [
      "a culprit that toJSON() gives",
      { a: { toJSON: () => [1n] } },
      `event.a[0]: ${CARRY} the BigInt 1n; use jsonText() for big integers.`,
    ],
    [
      "a culprit below odd keys",
      { "a b": { "": { "0": { ключ: 1n } } } },
      `event["a b"][""]["0"]["ключ"]: ${CARRY} the BigInt 1n; use jsonText() for big integers.`,
    ],
    ["a culprit after a finished branch", { a: { b: [{}] }, c: Number.NaN }, `event.c: ${CARRY} NaN.`],
    [
      "jsonText() inside an event",
      { a: jsonText("1") },
      `event.a: ${CARRY} a jsonText(), which must be the whole event.`,
    ],
    ["a cycle", cycle, "event.inner.back[0]: expected a tree, got a cycle (it contains itself)."],
  ])("refuses %s by its path", (_, event, sentence) => {
    expect(() => encodeEvent(event)).toThrow(UsageError);
    expect(() => encodeEvent(event)).toThrow(
      typeof sentence === "string" ? new UsageError("INVALID_EVENT", sentence) : sentence,
    );
  });

  test.each([1_001, 100_000])("refuses %i levels of nesting in a sentence", (levels) => {
    expect(() => encodeEvent(nested(levels))).toThrow(
      new UsageError("INVALID_EVENT", "event: expected at most 1000 levels of nesting."),
    );
  });

  test("carries a thousand levels of nesting", () => {
    expect(encodeEvent(nested(1_000))).toBe("[".repeat(1_000) + "]".repeat(1_000));
  });

  test("refuses an endless toJSON()", () => {
    const endless = { toJSON: () => ({ next: endless }) };
    expect(() => encodeEvent(endless)).toThrow("levels of nesting");
  });
});

describe("jsonText()", () => {
  test.each(["12345678901234567890123", '{"a": 1.0}', '"x"', " null "])("goes in as it is: %j", (text) => {
    expect(encodeEvent(jsonText(text))).toBe(text);
  });

  test.each(["", "{", "NaN", "{'a': 1}", "[1,]", "undefined"])("refuses %j", (text) => {
    expect(() => jsonText(text)).toThrow(UsageError);
    expect(() => jsonText(text)).toThrow(/^jsonText\(\): expected JSON: ./);
  });

  test("refuses what would end the interpreter, whatever stands in its strings", () => {
    expect(encodeEvent(jsonText(`${"[".repeat(999)}["[[{"]${"]".repeat(999)}`))).toHaveLength(2 * 999 + 7);
    expect(() => jsonText("[".repeat(1_001) + "]".repeat(1_001))).toThrow(
      new UsageError("INVALID_EVENT", "jsonText(): expected at most 1000 levels of nesting."),
    );
  });

  test.each([
    [5, "number"],
    [null, "object"],
    [undefined, "undefined"],
  ])("refuses %j, which is no text", (value, type) => {
    expect(() => jsonText(value as unknown as string)).toThrow(
      new UsageError("INVALID_EVENT", `jsonText(): expected a string of JSON, got a value of type ${type}.`),
    );
  });

  test("is known by identity: its copy is an ordinary event", () => {
    const copy: JsonText = { ...jsonText("[1]") };
    expect(encodeEvent(copy)).toBe('{"text":"[1]"}');
  });
});

function nested(levels: number): unknown {
  let value: unknown[] = [];
  for (let level = 1; level < levels; level += 1) value = [value];
  return value;
}
