import { posix } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { UsageError } from "../../src/errors.ts";
import { toCodeFiles } from "../../src/source/files.ts";
import { SERVICE_LIMITS } from "../../src/source/limits.ts";
import { unzipFiles } from "../../src/source/unzip.ts";
import { makeZip, type Part } from "../unit/source/zips.ts";
import { anyText } from "./arbitraries.ts";

const LIMITS = { ...SERVICE_LIMITS, unpackedBytes: 1_000_000 };

test("what was zipped is unpacked, byte by byte", () => {
  fc.assert(
    fc.property(anyFiles(), fc.boolean(), fc.boolean(), (files, isLong, hasDescriptor) => {
      const parts = files.map((part) => ({ ...part, isLong, hasDescriptor }));
      const unpacked = unzipFiles(makeZip(parts, { isLong }), LIMITS);
      // By name: an object has names like `42` first.
      expect(Object.keys(unpacked)).toHaveLength(files.length);
      for (const { name, content } of files) expect(hex(unpacked[name] ?? "gone")).toBe(hex(content));
    }),
  );
});

test("an archive with some bytes changed is read as it was, or refused in a sentence", () => {
  fc.assert(
    fc.property(
      anyFiles(),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 }),
      (files, changes) => {
        const archive = makeZip(files);
        for (const [at, value] of changes) archive[at % archive.length] = value;
        readsOrRefuses(archive, (read) => {
          const contents = files.map(({ content }) => hex(content));
          for (const content of Object.values(read)) {
            expect(contents).toContain(hex(content));
          }
        });
      },
    ),
  );
});

test("an archive cut off anywhere is refused", () => {
  fc.assert(
    fc.property(anyFiles(), fc.nat(), (files, at) => {
      const archive = makeZip(files);
      expect(() => unzipFiles(archive.subarray(0, at % archive.length), LIMITS)).toThrow(UsageError);
    }),
  );
});

test("an archive that lies in any field is read or refused, and takes no more than the limit", () => {
  fc.assert(
    fc.property(fc.array(anyPart(), { maxLength: 4 }), anyShape(), (parts, shape) => {
      readsOrRefuses(makeZip(parts, shape), (read) => {
        const bytes = Object.values(read).reduce((total, content) => total + content.length, 0);
        expect(bytes).toBeLessThanOrEqual(LIMITS.unpackedBytes);
        expect(Object.keys(read).every((path) => !path.split("/").includes(".."))).toBe(true);
      });
    }),
  );
});

test("bytes of any kind are refused, or hold nothing", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      readsOrRefuses(bytes, (read) => expect(read).toEqual({}));
    }),
  );
});

test("of any paths, each is mounted inside the folder under its own name, or one is refused", () => {
  fc.assert(
    fc.property(fc.array(anyPath(), { maxLength: 6 }), (paths) => {
      const source = Object.fromEntries(paths.map((path, index) => [path, `${index}`]));
      let mounted: string[];
      try {
        mounted = Object.keys(toCodeFiles(source));
      } catch (error) {
        expect(error).toBeInstanceOf(UsageError);
        return;
      }
      expect(new Set(mounted).size).toBe(Object.keys(source).length);
      for (const path of mounted) {
        expect(posix.join("/function/code", path)).toBe(`/function/code/${path}`);
        expect(mounted.some((other) => other.startsWith(`${path}/`))).toBe(false);
      }
    }),
  );
});

function readsOrRefuses(
  archive: Uint8Array,
  check: (read: Readonly<Record<string, Uint8Array>>) => void,
): void {
  let read: Readonly<Record<string, Uint8Array>>;
  try {
    read = toCodeFiles(unzipFiles(archive, LIMITS));
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    expect((error as UsageError).message).toMatch(/^source: expected .*, got .*\.$/s);
    return;
  }
  check(read);
}

/** Compared as text: Vitest compares bytes one by one. */
function hex(content: string | Uint8Array): string {
  return Buffer.from(content as Uint8Array).toString("hex");
}

/** Files of good faith, no two of one name. */
function anyFiles(): fc.Arbitrary<{ name: string; content: Uint8Array; method: number }[]> {
  const name = fc
    .string({ unit: "grapheme", minLength: 1, maxLength: 12 })
    .map((text) => text.replaceAll("/", "-"));
  const file = fc.record({ name, content: anyContent(), method: fc.constantFrom(0, 8) });
  return fc.uniqueArray(file, { selector: ({ name }) => name, minLength: 1, maxLength: 5 });
}

function anyContent(): fc.Arbitrary<Uint8Array> {
  return fc.oneof(
    fc.uint8Array(),
    fc.tuple(fc.nat(255), fc.nat(5_000)).map(([byte, length]) => new Uint8Array(length).fill(byte)),
  );
}

function anyPart(): fc.Arbitrary<Part> {
  const number = fc.oneof(
    fc.nat(64),
    fc.constantFrom(0xffff, 0xffffffff, 2 ** 31, 2 ** 40, 2 ** 53, 2 ** 60),
  );
  return fc.record(
    {
      name: fc.oneof(anyPath(), fc.uint8Array({ maxLength: 6 })),
      content: anyContent(),
      method: fc.constantFrom(0, 8, 8, 8, 9, 12, 93),
      flags: fc.oneof(fc.constantFrom(0, 0x800), fc.nat(0xffff)),
      crc32: number,
      packedBytes: number,
      unpackedBytes: number,
      host: fc.constantFrom(0, 3, 19),
      unixMode: fc.oneof(fc.constantFrom(0o100644, 0o040755, 0o120777), fc.nat(0xffff)),
      localName: anyPath(),
      isShared: fc.boolean(),
      isLong: fc.boolean(),
      hasDescriptor: fc.boolean(),
    },
    { requiredKeys: ["name", "content"] },
  );
}

function anyShape() {
  return fc.record(
    {
      before: fc.uint8Array({ maxLength: 30 }),
      comment: fc.uint8Array({ maxLength: 30 }),
      isLong: fc.boolean(),
      count: fc.oneof(fc.nat(5), fc.constantFrom(0xffff, 2 ** 31)),
      disk: fc.nat(1),
    },
    { requiredKeys: [] },
  );
}

function anyPath(): fc.Arbitrary<string> {
  const part = fc.oneof(fc.constantFrom("a", "b", "..", ".", "", "C:", "main.py", "\\", "a\\b"), anyText());
  return fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join("/"));
}
