import { describe, expect, test } from "vitest";
import { UsageError } from "../../../src/errors.ts";
import { toCodeFiles } from "../../../src/source/files.ts";

describe("toCodeFiles()", () => {
  test("turns texts into UTF-8 and leaves bytes as they are", () => {
    const bytes = new Uint8Array([0, 255]);
    expect(toCodeFiles({ "main.py": "я", "data/a b.bin": bytes })).toEqual({
      "main.py": new Uint8Array([0xd1, 0x8f]),
      "data/a b.bin": bytes,
    });
  });

  test.each([
    ["./main.py", "main.py"],
    ["././lib/a.py", "lib/a.py"],
    ["...", "..."],
    [".env", ".env"],
    ["lib/..a", "lib/..a"],
    ["__proto__.py", "__proto__.py"],
    ["constructor", "constructor"],
    ["ключ.py", "ключ.py"],
  ])("mounts %j as %j", (path, expected) => {
    expect(Object.keys(toCodeFiles({ [path]: "" }))).toEqual([expected]);
  });

  test.each([
    "",
    "./",
    "/etc/passwd",
    "../main.py",
    "lib/../../a",
    "lib/..",
    "a//b",
    "lib/",
    "a/./b",
    "lib\\a.py",
    "a\0b",
  ])("refuses the path %j", (path) => {
    const sentence = `source: expected paths inside the function's folder, with "/" between their parts, got ${JSON.stringify(path)}.`;
    expect(() => toCodeFiles({ [path]: "" })).toThrow(new UsageError("INVALID_OPTION", sentence));
  });

  test.each<[string, Record<string, string>, string]>([
    ["two of one file", { "main.py": "1", "./main.py": "2" }, 'one file "main.py", got two'],
    [
      "a folder far from its file",
      { "a/b": "", "a!": "", "a-b": "", a: "" },
      '"a" to be a file or a folder, got both ("a/b" lies in it)',
    ],
    ["a name over 255 bytes", { ["ж".repeat(128)]: "" }, "names of 255 at most, got"],
    ["a path over 4,000 bytes", { [`${"a/".repeat(2_000)}b`]: "" }, "paths of 4000 bytes and"],
    [
      "a name that Emscripten loses",
      { "a/__proto__/b": "" },
      'names other than __proto__, got "a/__proto__/b"',
    ],
    ["half a surrogate pair", { "\ud800.py": "" }, 'paths in Unicode, got "\\ud800.py"'],
  ])("refuses %s", (_, files, reason) => {
    expect(() => toCodeFiles(files)).toThrow(UsageError);
    expect(() => toCodeFiles(files)).toThrow(reason);
  });

  test("takes names that begin alike, and the longest", () => {
    const files = { a: "", "a-b": "", "ab/c": "", "a.b/c": "", ["n".repeat(255)]: "", ["ж".repeat(127)]: "" };
    expect(Object.keys(toCodeFiles(files))).toEqual(Object.keys(files));
  });

  test("refuses more bytes than the limit", () => {
    expect(Object.keys(toCodeFiles({ a: "12", b: "ж" }, 4))).toEqual(["a", "b"]);
    expect(() => toCodeFiles({ a: "12", b: "ж!" }, 4)).toThrow(
      "source: expected at most 4 bytes in all files, got 5.",
    );
  });

  test("refuses a file that other files lie in", () => {
    expect(() => toCodeFiles({ "lib/deep/a.py": "", lib: "" })).toThrow(
      new UsageError(
        "INVALID_OPTION",
        'source: expected "lib" to be a file or a folder, got both ("lib/deep/a.py" lies in it).',
      ),
    );
  });
});
