/**
 * Files in the cache folder of a user of Node, written by the host and read by it and its workers. Compiled code runs, so a
 * file that is damaged, or that another user can have written, counts as absent.
 */

import { constants, type Stats } from "node:fs";
import { join } from "node:path";
import zlib from "node:zlib";
import { crc32 as crc32InJavaScript } from "../util/crc32.ts";
import { entryHeader, isSameChecksum, openEntry } from "./kept-entry.ts";

/** The largest file that is read or written, and all of them together. */
export const MOST_KEPT_BYTES = 512 * 1024 * 1024;

/** Opens no link, and does not wait for the other end of a pipe. Windows has neither flag. */
export const READ_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** In milliseconds: a file that is used is marked as such once in this time. */
export const MARK_AFTER_MS = 3_600_000;

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

/** The bytes before the content in its file. */
export function fileHeader(key: string, content: Uint8Array): Uint8Array {
  return entryHeader(key, checksumOf(content), content.length);
}

/** The content of a file; `undefined` unless it is exactly the content that was written under this key. */
export function contentOf(key: string, file: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | undefined {
  const entry = openEntry(key, file);
  return entry && isSameChecksum(entry.checksum, checksumOf(entry.content)) ? entry.content : undefined;
}

/** Node has its own since 20.15, and it takes 2 ms for 14 MB. SHA-256 takes 10, and 5 to load Node's `crypto`. */
export const crc32: (bytes: Uint8Array) => number = zlib.crc32 ?? crc32InJavaScript;

function checksumOf(content: Uint8Array): Uint8Array {
  const checksum = new Uint8Array(4);
  new DataView(checksum.buffer).setUint32(0, crc32(content));
  return checksum;
}
