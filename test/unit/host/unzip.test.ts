import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { UsageError } from "../../../src/errors.ts";
import { unzipFiles } from "../../../src/host/unzip.ts";

const CODE = strToU8("def handler(event, context): pass\n".repeat(50));
const ARCHIVE = zipSync({
  "main.py": CODE,
  "lib/": new Uint8Array(),
  "lib/данные.bin": [new Uint8Array([0, 255]), { level: 0 }],
  "empty.txt": new Uint8Array(),
});

/** After the header of the first file and its name. */
const FIRST_CONTENT = 30 + "main.py".length;

describe("unzipFiles()", () => {
  test("gives files by path, packed or stored, and no folders", () => {
    expect(unzipFiles(ARCHIVE)).toEqual({
      "main.py": CODE,
      "lib/данные.bin": new Uint8Array([0, 255]),
      "empty.txt": new Uint8Array(),
    });
  });

  test("gives no files for an empty archive", () => {
    expect(unzipFiles(zipSync({}))).toEqual({});
  });

  test.each([
    ["nothing", new Uint8Array()],
    ["text", strToU8("def handler(event, context): pass")],
    ["a gzip", new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0, 0, 0])],
    ["a zip without its end", ARCHIVE.subarray(0, ARCHIVE.length - 30)],
    ["a zip whose content is broken", ARCHIVE.map((byte, index) => (index === FIRST_CONTENT ? 0xff : byte))],
  ])("refuses %s in a sentence", (_, bytes) => {
    expect(() => unzipFiles(bytes)).toThrow(UsageError);
    const sentence = `source: expected a zip archive, got ${bytes.length} bytes that cannot be unpacked (`;
    expect(() => unzipFiles(bytes)).toThrow(sentence);
  });
});
