import { unzipSync, zipSync } from "fflate";
import { expect, test } from "vitest";
import { appendToZip } from "../../../../wasm-bootstrap/time-zones/append.mjs";

const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

test("files are added to an archive, whose own stay as they are", () => {
  const before = Buffer.from(zipSync({ "a/one.txt": new TextEncoder().encode("one") }));
  const after = appendToZip(before, {
    "b/two.txt": Buffer.from("two".repeat(1000)),
    "c.txt": Buffer.alloc(0),
  });
  const files = unzipSync(after);
  expect(Object.keys(files)).toEqual(["a/one.txt", "b/two.txt", "c.txt"]);
  expect([text(files["a/one.txt"]), text(files["b/two.txt"]), text(files["c.txt"])]).toEqual([
    "one",
    "two".repeat(1000),
    "",
  ]);
  expect(after.subarray(0, 40)).toEqual(before.subarray(0, 40));
});

test("what is no archive is refused", () => {
  expect(() => appendToZip(Buffer.alloc(100), {})).toThrow("does not end as one");
});
