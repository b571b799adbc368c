import { describe, expect, test } from "vitest";
import { contentOf, fileHeader, isKeptName } from "../../../src/wire/kept-file.ts";

const KEY = "code-0.1.0";
const CONTENT = new Uint8Array(Buffer.from("what takes long to make"));

function fileOf(key: string, content: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat([fileHeader(key, content), content]));
}

describe("a kept file", () => {
  test.each([CONTENT, new Uint8Array(), new Uint8Array(100_000).fill(7)])(
    "gives what was written under its key",
    (content) => {
      expect(contentOf(KEY, fileOf(KEY, content))).toEqual(content);
    },
  );

  test("gives nothing when any of its bits has changed", () => {
    const file = fileOf(KEY, CONTENT);
    for (let bit = 0; bit < file.length * 8; bit += 1) {
      const damaged = file.slice();
      damaged[bit >> 3] = (damaged[bit >> 3] as number) ^ (1 << (bit & 7));
      expect(contentOf(KEY, damaged), `bit ${bit}`).toBeUndefined();
    }
  });

  test("gives nothing when it is cut short anywhere, or goes on", () => {
    const file = fileOf(KEY, CONTENT);
    for (let length = 0; length < file.length; length += 1) {
      expect(contentOf(KEY, file.slice(0, length)), `${length} bytes`).toBeUndefined();
    }
    expect(contentOf(KEY, new Uint8Array([...file, 0]))).toBeUndefined();
    expect(contentOf(KEY, new Uint8Array([...file, ...file]))).toBeUndefined();
  });

  test("gives nothing for another key", () => {
    expect(contentOf("code-0.1.1", fileOf(KEY, CONTENT))).toBeUndefined();
  });

  test.each([0, 1, 15, 16, 100, 5_000])("gives nothing when it is %i bytes of something else", (length) => {
    expect(contentOf(KEY, new Uint8Array(length))).toBeUndefined();
    expect(contentOf(KEY, new Uint8Array(length).fill(0xff))).toBeUndefined();
  });
});

test.each([
  ["code-0.1.0-v20.20.2.kept", true],
  ["snapshot-00ff.kept", true],
  ["snapshot-00ff.kept.0b5cf0f0-0000-4000-8000-000000000000.draft", true],
  ["notes.txt", false],
  ["code-of-conduct.md", false],
  ["my-code-1.kept", false],
  ["snapshot-00ff.kept.old", false],
])("the name %s is ours: %s", (name, isOurs) => {
  expect(isKeptName(name)).toBe(isOurs);
});
