/**
 * Files in the cache folder of a user of Node, written by the host and read by it and its workers. Compiled code runs, so a
 * file that is damaged, or that another user can have written, counts as absent.
 *
 *     magic | key bytes | content bytes | checksum | key | content
 *
 * The numbers are 32 bits, little-endian. The key stands for all that the content depends on, the checksum is its CRC-32.
 */

import { constants, type Stats } from "node:fs";
import { join } from "node:path";
import zlib from "node:zlib";
import { crc32 as crc32InJavaScript } from "../util/crc32.ts";

/** The largest file that is read or written, and all of them together. */
export const MOST_KEPT_BYTES = 512 * 1024 * 1024;

/** Opens no link, and does not wait for the other end of a pipe. Windows has neither flag. */
export const READ_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** In milliseconds: a file that is used is marked as such once in this time. */
export const MARK_AFTER_MS = 3_600_000;

/** Node has its own since 20.15, and it takes 2 ms for 14 MB. SHA-256 takes 10, and 5 to load Node's `crypto`. */
export const crc32: (bytes: Uint8Array) => number = zlib.crc32 ?? crc32InJavaScript;

export function keptPath(folder: string, key: string): string {
  return join(folder, `${key}.kept`);
}

/** Whether a name is one that `keptPath` gives, or that of a draft of it. */
export function isKeptName(name: string): boolean {
  return /^(code|snapshot)-[\w.-]+\.kept(\.[0-9a-f-]+\.draft)?$/.test(name);
}

/** Whether only this user can have written it. Windows shows no owners; there the folder is the user's own. */
export function isOnlyOurs({ uid, mode }: Stats): boolean {
  const own = process.geteuid?.();
  return own === undefined || (uid === own && (mode & 0o022) === 0);
}

export function isKeptFile(stats: Stats): boolean {
  return stats.isFile() && isOnlyOurs(stats) && stats.size <= MOST_KEPT_BYTES;
}

const MAGIC = 0x314b5950; // "PYK1"
const FIXED_BYTES = 16;

/** The bytes before the content in its file. */
export function fileHeader(key: string, content: Uint8Array): Uint8Array {
  const keyBytes = new TextEncoder().encode(key);
  const header = new Uint8Array(FIXED_BYTES + keyBytes.length);
  const view = new DataView(header.buffer);
  [MAGIC, keyBytes.length, content.length, crc32(content)].forEach((value, index) => {
    view.setUint32(index * 4, value, true);
  });
  header.set(keyBytes, FIXED_BYTES);
  return header;
}

/** The content of a file; `undefined` unless it is exactly the content that was written under this key. */
export function contentOf(key: string, file: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | undefined {
  if (file.length < FIXED_BYTES) return undefined;
  const view = new DataView(file.buffer, file.byteOffset, FIXED_BYTES);
  const [magic, keyLength = 0, contentLength, checksum] = [0, 4, 8, 12].map((offset) =>
    view.getUint32(offset, true),
  );
  const content = file.subarray(FIXED_BYTES + keyLength);
  if (magic !== MAGIC || content.length !== contentLength) return undefined;
  const found = new TextDecoder().decode(file.subarray(FIXED_BYTES, FIXED_BYTES + keyLength));
  return found === key && crc32(content) === checksum ? content : undefined;
}
