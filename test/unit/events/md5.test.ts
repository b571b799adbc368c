import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { md5 } from "../../../src/events/md5.ts";

describe("md5()", () => {
  test.each([
    ["", "d41d8cd98f00b204e9800998ecf8427e"],
    ["a", "0cc175b9c0f1b6a831c399e269772661"],
    ["abc", "900150983cd24fb0d6963f7d28e17f72"],
    ["message digest", "f96b697d7cb7938d525a2f31aaf161d0"],
    ["abcdefghijklmnopqrstuvwxyz", "c3fcd3d76192e4007dfb496cca67e13b"],
    ["ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", "d174ab98d277d9f5a5611c2c9f419d9f"],
    [
      "12345678901234567890123456789012345678901234567890123456789012345678901234567890",
      "57edf4a22be3c955ac49da2e2107b67a",
    ],
  ])("is that of RFC 1321 for %j", (text, expected) => {
    expect(md5(text)).toBe(expected);
  });

  test("is Node's for every length about the size of a block", () => {
    const bytes = Uint8Array.from({ length: 200 }, (_, index) => (index * 151) % 256);
    for (let length = 0; length <= bytes.length; length += 1) {
      const piece = bytes.subarray(0, length);
      expect(md5(piece), `${length} bytes`).toBe(createHash("md5").update(piece).digest("hex"));
    }
  });

  test("takes a text as UTF-8, and a megabyte in one go", () => {
    const text = "привет, 🫖".repeat(60_000);
    expect(md5(text)).toBe(createHash("md5").update(text, "utf8").digest("hex"));
  });
});
