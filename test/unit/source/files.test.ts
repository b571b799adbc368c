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
    ["__proto__", "__proto__"],
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

  test("refuses a file that other files lie in", () => {
    expect(() => toCodeFiles({ "lib/deep/a.py": "", lib: "" })).toThrow(
      new UsageError(
        "INVALID_OPTION",
        'source: expected "lib" to be a file or a folder, got both ("lib/deep/a.py" lies in it).',
      ),
    );
  });
});
