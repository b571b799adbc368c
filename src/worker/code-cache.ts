import {
  closeSync,
  fstatSync,
  futimesSync,
  lstatSync,
  openSync,
  readFileSync,
  readSync,
  statSync,
} from "node:fs";
import { cachedDataVersionTag } from "node:v8";
import { Script } from "node:vm";
import {
  contentOf,
  crc32,
  isKeptFile,
  isOnlyOurs,
  keptPath,
  MARK_AFTER_MS,
  READ_FLAGS,
} from "../wire/kept-file.ts";
import type { CompiledCode } from "../wire/protocol.ts";
import { VERSION } from "../wire/version.ts";

/** A script that is ready to run. */
export interface CachedScript {
  readonly script: Script;
  /** The code that V8 has compiled by now, for the next process; `undefined` if it came from an earlier one. */
  code(): CompiledCode | undefined;
}

/**
 * Compiles a file, or takes the code that V8 made of it for an earlier process: to compile Pyodide's glue, and then its functions
 * one by one as they are called, is a sixth of a cold start.
 *
 * V8 runs such code as it is: code of another Node, of another script or with a damaged byte ends the process.
 */
export function compileCached(file: URL, cacheFolder: string): CachedScript {
  const source = readFileSync(file);
  const key = keyOf(source);
  const cachedData = readKept(cacheFolder, key);
  const script = new Script(source.toString("utf8"), {
    filename: "pythonless:/realm.js",
    ...(cachedData && { cachedData }),
  });
  const isKept = cachedData !== undefined && script.cachedDataRejected !== true;
  return { script, code: () => (isKept ? undefined : { key, bytes: script.createCachedData() }) };
}

/** All that compiled code depends on. The tag covers V8's flags and the processor's features. */
function keyOf(source: Uint8Array): string {
  const { version, versions, platform, arch } = process;
  const parts = [
    ...[VERSION, source.length, crc32(source).toString(16)],
    ...[version, versions.v8, platform, arch, cachedDataVersionTag().toString(16)],
    ...executable(),
  ];
  return `code-${parts.join("-").replaceAll(/[^\w.-]/g, "_")}`;
}

/** Distributions build the same version of Node again, with other libraries. */
function executable(): readonly number[] {
  const stats = statSync(process.execPath, { throwIfNoEntry: false });
  return stats ? [stats.size, Math.round(stats.mtimeMs)] : [];
}

function readKept(folder: string, key: string): Uint8Array | undefined {
  try {
    const folderStats = lstatSync(folder);
    if (!folderStats.isDirectory() || !isOnlyOurs(folderStats)) return undefined;
    const file = openSync(keptPath(folder, key), READ_FLAGS);
    try {
      const stats = fstatSync(file);
      if (!isKeptFile(stats)) return undefined;
      const bytes = readWhole(file, stats.size);
      markUsed(file, stats.mtimeMs);
      return contentOf(key, bytes);
    } finally {
      closeSync(file);
    }
  } catch {
    // Absent, or not to be read.
    return undefined;
  }
}

/** A file that is truncated while it is read ends in zeros, which its checksum shows. */
function readWhole(file: number, length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (let read = -1; read !== 0 && offset < length; offset += read) {
    read = readSync(file, bytes, offset, length - offset, offset);
  }
  return bytes;
}

/** The longest unused files go first when there are too many. */
function markUsed(file: number, markedAtMs: number): void {
  const now = new Date();
  if (now.getTime() - markedAtMs < MARK_AFTER_MS) return;
  try {
    futimesSync(file, now, now);
  } catch {
    // Of a disk that cannot be written.
  }
}
