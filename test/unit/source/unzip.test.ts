import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { UsageError } from "../../../src/errors.ts";
import { SERVICE_LIMITS } from "../../../src/source/limits.ts";
import { unzipFiles } from "../../../src/source/unzip.ts";
import { type ArchiveShape, makeZip, type Part } from "./zips.ts";

const CODE = strToU8("def handler(event, context): pass\n".repeat(50));
const ARCHIVE = zipSync({
  "main.py": CODE,
  "lib/": new Uint8Array(),
  "lib/данные.bin": [new Uint8Array([0, 255]), { level: 0 }],
  "empty.txt": new Uint8Array(),
});
const MAIN: Part = { name: "main.py", content: CODE };

/** After the header of the first file and its name. */
const FIRST_CONTENT = 30 + "main.py".length;

describe("unzipFiles() gives", () => {
  test("files by path, packed or stored, and no folders", () => {
    expect(unzip(ARCHIVE)).toEqual({
      "main.py": CODE,
      "lib/данные.bin": new Uint8Array([0, 255]),
      "empty.txt": new Uint8Array(),
    });
  });

  test("no files for an empty archive", () => {
    expect(unzip(zipSync({}))).toEqual({});
  });

  test.each<[string, Part, ArchiveShape?]>([
    ["zip64 sizes and offsets", { ...MAIN, isLong: true }, { isLong: true }],
    ["sizes that follow the content", { ...MAIN, hasDescriptor: true }],
    ["a shebang before it", MAIN, { before: strToU8("#!/usr/bin/python3\n") }],
    ["a zip64 end and something before it", MAIN, { isLong: true, before: strToU8("MZ") }],
    ["fields of its own in the zip64 end", MAIN, { isLong: true, longEndFields: new Uint8Array(9) }],
    ["bytes behind it", MAIN, { after: strToU8("\r\n") }],
    ["many bytes behind it", MAIN, { after: new Uint8Array(65_535) }],
    ["a zip64 end and bytes behind it", MAIN, { isLong: true, after: new Uint8Array(1) }],
    ["something before it and behind it", MAIN, { before: strToU8("MZ"), after: strToU8("PK\x05\x06") }],
    ["a comment and bytes behind it", MAIN, { comment: strToU8("built today"), after: new Uint8Array(3) }],
    ["a comment that was cut", MAIN, { comment: strToU8("built"), cutBytes: 2 }],
    ["a comment", MAIN, { comment: strToU8("PK\x05\x06 is how an end begins") }],
    ["attributes of Windows", { ...MAIN, host: 0, unixMode: 0o120777 }],
    ["no attributes", { ...MAIN, unixMode: 0 }],
    ["no flag for UTF-8", { ...MAIN, flags: 0 }],
  ])("the files of an archive with %s", (_, part, shape) => {
    expect(unzip(makeZip([part, { name: "ж.txt", flags: 0, method: 0 }], shape))).toEqual({
      "main.py": CODE,
      "ж.txt": new Uint8Array(),
    });
  });

  test("a file named __proto__ like any other", () => {
    expect(Object.keys(unzip(makeZip([MAIN, { name: "__proto__" }])))).toEqual(["main.py", "__proto__"]);
  });
});

describe("unzipFiles() refuses", () => {
  test.each([
    ["nothing", new Uint8Array(), "its end is not there"],
    [
      "text",
      strToU8("def handler(event, context): pass"),
      "its end is not there: it is no zip, or it was cut off",
    ],
    ["a gzip", new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0, 0, 0]), "its end is not there"],
    ["what lacks its end", ARCHIVE.subarray(0, ARCHIVE.length - 30), "its end is not there"],
    [
      "what goes on for long behind its end",
      makeZip([MAIN], { after: new Uint8Array(65_536) }),
      "its end is not there",
    ],
    [
      "a zip64 end of another length",
      makeZip([MAIN], { isLong: true, longEndBytes: 45 }),
      "its zip64 record has another length than it says",
    ],
    ["what lacks its beginning", ARCHIVE.subarray(9), "its directory is cut off"],
    ["one of several parts", makeZip([MAIN], { disk: 1 }), "it is one part of several; join them first"],
    [
      "more entries than the end says",
      makeZip([MAIN, { name: "a" }], { count: 1 }),
      "more entries than it says",
    ],
    ["fewer entries than the end says", makeZip([MAIN], { count: 2 }), "it is cut off"],
    [
      "too many entries",
      makeZip([MAIN], { isLong: true, count: 2 ** 40 }),
      "it has 1099511627776 entries, more than 100000",
    ],
    ["broken content", broken(ARCHIVE), '"main.py": its content is damaged (invalid block type)'],
  ])("%s", (_, bytes, reason) => {
    refuses(bytes, reason);
  });

  test.each<[string, Part | readonly Part[], string]>([
    ["an encrypted file", { ...MAIN, flags: 1 }, '"main.py": it is encrypted; zip it without a password'],
    ["a strongly encrypted file", { ...MAIN, flags: 0x41 }, '"main.py": it is encrypted'],
    ["a masked header", { ...MAIN, flags: 0x2000 }, '"main.py": it is encrypted'],
    ["a patch", { ...MAIN, flags: 0x20 }, '"main.py": it is a patch of another file'],
    [
      "bzip2",
      { ...MAIN, method: 12 },
      '"main.py": it is packed by method 12; zip it by deflate, the usual one',
    ],
    ["a link", { ...MAIN, unixMode: 0o120777 }, '"main.py": it is a symbolic link; zip the file itself'],
    ["a device", { ...MAIN, unixMode: 0o020644 }, '"main.py": it is neither a file nor a folder'],
    ["a wrong CRC", { ...MAIN, crc32: 1 }, '"main.py": its content is damaged (CRC-32)'],
    ["a size too small", { ...MAIN, unpackedBytes: 3 }, '"main.py": it has not the size that it says'],
    ["a size too large", { ...MAIN, unpackedBytes: 1_800 }, '"main.py": it has not the size that it says'],
    [
      "a size of 600 MB in some bytes",
      { ...MAIN, unpackedBytes: 6e8 },
      "bytes cannot hold the 600000000 that it says",
    ],
    [
      "a stored size too large",
      { ...MAIN, method: 0, unpackedBytes: 1_701 },
      "1700 bytes cannot hold the 1701",
    ],
    ["content beyond the archive", { ...MAIN, packedBytes: 5_000 }, '"main.py": it is cut off'],
    [
      "a zip64 size beyond all numbers",
      { ...MAIN, isLong: true, packedBytes: 2 ** 60 },
      '"main.py": it is cut off',
    ],
    ["a lost zip64 field", { ...MAIN, packedBytes: 0xffffffff }, "a zip64 field is missing"],
    [
      "another name at the content",
      { ...MAIN, localName: "evil.py" },
      "it has another name where its content lies",
    ],
    ["two of one name", [MAIN, { ...MAIN, content: strToU8("other") }], '"main.py": there are two of it'],
    [
      "entries that share their bytes",
      [MAIN, { ...MAIN, isShared: true }],
      '"main.py": it lies within another entry',
    ],
    [
      "a name that is not UTF-8",
      { ...MAIN, flags: 0, name: new Uint8Array([0xa3, 0xab]) },
      "its name is not UTF-8",
    ],
    ["a file behind the encrypted one", [MAIN, { name: "b", flags: 1 }], '"b": it is encrypted'],
  ])("%s", (_, parts, reason) => {
    refuses(makeZip([parts].flat()), reason);
  });

  test("an archive over the limit, and files over theirs before any is unpacked", () => {
    const limits = { ...SERVICE_LIMITS, archiveBytes: 1_000, unpackedBytes: 2_000 };
    expect(Object.keys(unzipFiles(makeZip([MAIN]), limits))).toEqual(["main.py"]);
    const large = makeZip([{ name: "a", method: 0, content: new Uint8Array(1_000) }]);
    expect(() => unzipFiles(large, limits)).toThrow(/it has 1\d\d\d bytes, more than the limit of 1000/);
    const bomb = makeZip([MAIN, { name: "a", crc32: 1, content: new Uint8Array(301) }]);
    expect(() => unzipFiles(bomb, limits)).toThrow("unpacked it has 2001 bytes, more than the limit of 2000");
  });

  test("every beginning of an archive", () => {
    for (let length = 0; length < ARCHIVE.length; length += 1) {
      expect(() => unzip(ARCHIVE.subarray(0, length))).toThrow(UsageError);
    }
  });
});

function unzip(bytes: Uint8Array) {
  return unzipFiles(bytes, SERVICE_LIMITS);
}

function refuses(bytes: Uint8Array, reason: string): void {
  expect(() => unzip(bytes)).toThrow(UsageError);
  expect(() => unzip(bytes)).toThrow(reason);
  expect(() => unzip(bytes)).toThrow(
    `source: expected a zip archive, got ${bytes.length} bytes that cannot be unpacked (`,
  );
}

function broken(archive: Uint8Array): Uint8Array {
  return archive.map((byte, index) => (index === FIRST_CONTENT ? 0xff : byte));
}
