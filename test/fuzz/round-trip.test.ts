/** Through the public API and a real Python. Needs a fresh build. */
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type * as pythonless from "../../src/index.ts";
import { anyJson, anyText } from "./arbitraries.ts";

const MAIN = `
import json

def echo(event, context):
    return event

def meant(event, context):
    # What json itself makes of the text, told in a way that shows types and signs.
    return repr(event)
`;

let library: typeof pythonless;
let echo: pythonless.CloudFunction;
let meant: pythonless.CloudFunction;

beforeAll(async () => {
  library = await import(new URL("../../dist/node/index.js", import.meta.url).href);
  echo = library.createFunction({
    source: { "main.py": MAIN },
    entrypoint: "main.echo",
    executionTimeoutMs: 60_000,
  });
  meant = library.createFunction({
    source: { "main.py": MAIN },
    entrypoint: "main.meant",
    executionTimeoutMs: 60_000,
  });
}, 120_000);
afterAll(() => Promise.all([echo?.close(), meant?.close()]));

test("any JSON value comes back as it went", async () => {
  await fc.assert(
    fc.asyncProperty(anyJson(), async (value) => {
      const execution = await echo.execute(value);
      expect(execution.outcome).toBe("success");
      expect(normal(execution.value)).toBe(normal(value));
    }),
  );
});

test("numbers keep their digits, signs and kinds in the text", async () => {
  await fc.assert(
    fc.asyncProperty(anyNumberText(), async ({ text, expected }) => {
      const { text: returned } = await echo.execute(library.jsonText(`[${text}]`));
      expect(returned).toBe(`[${expected}]`);
    }),
  );
});

test("of a key that repeats, the last value counts", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(anyText(), fc.integer()), { minLength: 1 }), async (members) => {
      const text = members.flatMap(([key, value]) => [
        `${JSON.stringify(key)}:0`,
        `${JSON.stringify(key)}:${value}`,
      ]);
      const { value } = await echo.execute(library.jsonText(`{${text.join(",")}}`));
      expect(normal(value)).toBe(normal(Object.fromEntries(members)));
    }),
  );
});

test("blanks between, and escapes for any character, change nothing", async () => {
  await fc.assert(
    fc.asyncProperty(anyText(), fc.constantFrom("", " ", "\n", "\t\r\n "), async (content, blank) => {
      const escaped = Array.from(
        { length: content.length },
        (_, index) => `\\u${content.charCodeAt(index).toString(16).padStart(4, "0")}`,
      );
      const text = `${blank}[${blank}"${escaped.join("")}"${blank},${blank}${JSON.stringify(content)}${blank}]${blank}`;
      expect((await echo.execute(library.jsonText(text))).value).toEqual([content, content]);
    }),
  );
});

test.each(["1e400", "-1e400"])("%s is an infinity in Python, which JSON cannot carry back", async (text) => {
  expect((await meant.execute(library.jsonText(text))).value).toMatch(/^-?inf$/);
  expect(await echo.execute(library.jsonText(text))).toMatchObject({
    outcome: "error",
    error: { code: "RESULT_NOT_JSON" },
  });
});

test.each([1, 500, 999, 1_000])("%i levels of nesting come back", async (levels) => {
  const text = "[".repeat(levels) + "]".repeat(levels);
  expect((await echo.execute(library.jsonText(text))).text).toBe(text);
});

/** Numbers as JSON may write them, and as Python writes them back. */
function anyNumberText(): fc.Arbitrary<{ text: string; expected: string }> {
  const same = (text: string) => ({ text, expected: text });
  return fc.oneof(
    fc.bigInt({ min: -(10n ** 80n), max: 10n ** 80n }).map((value) => same(`${value}`)),
    fc
      .constantFrom("0", "1.0", "-0.0", "0.1", "1e+16", "1e-07", "12345678901234567890123", "9".repeat(4_300))
      .map(same),
    fc.constantFrom(
      { text: "-0", expected: "0" },
      { text: "1E2", expected: "100.0" },
      { text: "1e-400", expected: "0.0" },
      { text: "1e0", expected: "1.0" },
    ),
  );
}

/** JSON with sorted keys: an object of JavaScript has names like `42` first. */
function normal(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.entries(inner).toSorted(([one], [other]) => (one < other ? -1 : 1))
      : inner,
  );
}
