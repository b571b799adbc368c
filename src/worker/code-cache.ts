import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { cachedDataVersionTag } from "node:v8";
import { Script } from "node:vm";
import type { CompiledCode } from "../wire/protocol.ts";
import { VERSION } from "../wire/version.ts";

/** A script that is ready to run. */
export interface CachedScript {
  readonly script: Script;
  /** What V8 has compiled by now, for the next process; nothing if this one has it from an earlier one. */
  code(): CompiledCode | undefined;
}

/**
 * Compiles a file, or takes what V8 made of it for an earlier process: to compile Pyodide's glue, and then its functions
 * one by one as they are called, is a sixth of a cold start.
 *
 * V8 refuses what another version of it has made. That of another build of the file has another name.
 */
export function compileCached(file: URL, cacheFolder: string): CachedScript {
  const { size, mtimeMs } = statSync(file);
  const tag = cachedDataVersionTag().toString(16);
  const key = `realm-${VERSION}-${size}-${Math.round(mtimeMs)}-${tag}`;
  const cachedData = readIfThere(join(cacheFolder, key));
  const script = new Script(readFileSync(file, "utf8"), {
    filename: "pythonless:/realm.js",
    ...(cachedData && { cachedData }),
  });
  const isKept = cachedData !== undefined && script.cachedDataRejected !== true;
  return { script, code: () => (isKept ? undefined : { key, bytes: script.createCachedData() }) };
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
