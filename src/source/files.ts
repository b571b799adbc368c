import { UsageError } from "../errors.ts";
import type { ReadFiles } from "../options/source.ts";
import { SERVICE_LIMITS } from "./limits.ts";

/** The function's files as they are mounted: bytes by path below /function/code. */
export type CodeFiles = Readonly<Record<string, Uint8Array>>;

/** The limits of Linux in bytes: of a whole path below /function/code, and of one name in it. */
const LONGEST_PATH_BYTES = 4_000;
const LONGEST_NAME_BYTES = 255;

/**
 * Checks the paths of a source and turns texts into bytes.
 *
 * @throws UsageError for a path that leads out of the folder or cannot be one, for two of the same file, for a file that
 *   other files lie in, and for more than `mostBytes`.
 */
export function toCodeFiles(files: ReadFiles, mostBytes: number = SERVICE_LIMITS.unpackedBytes): CodeFiles {
  const encoder = new TextEncoder();
  const entries = Object.entries(files).map(([path, content]): [string, Uint8Array] => {
    const bytes = typeof content === "string" ? encoder.encode(content) : content;
    return [checkPath(path), bytes];
  });
  refuseCollisions(entries.map(([path]) => path));
  const bytes = entries.reduce((total, [, content]) => total + content.length, 0);
  if (bytes > mostBytes) throw refused(`at most ${mostBytes} bytes in all files`, `${bytes}`);
  return Object.fromEntries(entries);
}

/** Sorted with the slash as the lowest of characters, the files of a folder come right behind a file of its name. */
function refuseCollisions(paths: readonly string[]): void {
  const sorted = paths.map((path) => path.replaceAll("/", "\0")).sort();
  for (const [index, next] of sorted.entries()) {
    const path = sorted[index - 1];
    if (path === undefined || !`${next}\0`.startsWith(`${path}\0`)) continue;
    const [one, other] = [path, next].map((told) => JSON.stringify(told.replaceAll("\0", "/")));
    throw one === other
      ? refused(`one file ${one}`, "two")
      : refused(`${one} to be a file or a folder`, `both (${other} lies in it)`);
  }
}

function checkPath(path: string): string {
  const normal = path.replace(/^(\.\/)+/, "");
  const parts = normal.split("/");
  const isInside = parts.every((part) => part !== "" && part !== "." && part !== "..");
  if (!isInside || /[\\\0]/.test(normal)) {
    throw refused('paths inside the function\'s folder, with "/" between their parts', JSON.stringify(path));
  }
  // Emscripten keeps a folder as an object of JavaScript, where this name is no member: its file is not listed.
  if (parts.includes("__proto__")) throw refused("names other than __proto__", JSON.stringify(path));
  // The file system would put U+FFFD there, the same for all of them.
  if (/\p{Surrogate}/u.test(normal)) throw refused("paths in Unicode", JSON.stringify(path));
  if (isLonger(normal, LONGEST_PATH_BYTES) || parts.some((part) => isLonger(part, LONGEST_NAME_BYTES))) {
    const shown = JSON.stringify(`${path.slice(0, 80)}…`);
    throw refused(`paths of ${LONGEST_PATH_BYTES} bytes and names of ${LONGEST_NAME_BYTES} at most`, shown);
  }
  return normal;
}

function isLonger(text: string, bytes: number): boolean {
  return text.length > bytes || (text.length * 3 > bytes && new TextEncoder().encode(text).length > bytes);
}

function refused(expected: string, got: string): UsageError {
  return new UsageError("INVALID_OPTION", `source: expected ${expected}, got ${got}.`);
}
