import { readdirSync, readFileSync, realpathSync, type Stats, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { UsageError } from "../errors.ts";
import type { SourceFiles } from "../types.ts";
import { unzipFiles } from "./unzip.ts";

/** Not part of a function, and often huge. */
const LEFT_OUT = new Set([".git", "node_modules", "__pycache__", ".venv"]);

/**
 * Reads the folder or the zip file at `path`, once.
 *
 * @throws UsageError when there is neither.
 */
export function readSource(path: string): SourceFiles {
  const stats = statOrRefuse(path);
  if (stats.isDirectory()) return readFolder(resolve(path));
  if (path.toLowerCase().endsWith(".zip")) return unzipFiles(readFileSync(path));
  throw refuse(path, "it is a file; give the folder it lies in");
}

function statOrRefuse(path: string): Stats {
  try {
    return statSync(path);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code === "ENOENT" ? "it does not exist" : String(error);
    throw refuse(path, reason);
  }
}

function refuse(path: string, reason: string): UsageError {
  return new UsageError(
    "INVALID_OPTION",
    `source: expected the path of a folder or of a .zip, got ${JSON.stringify(path)} (${resolve(path)}): ${reason}.`,
  );
}

function readFolder(root: string): SourceFiles {
  const files: Record<string, Uint8Array> = {};
  const seen = new Set<string>();
  const walk = (folder: string, prefix: string): void => {
    // A link may lead back to where we are.
    const real = realpathSync(folder);
    if (seen.has(real)) return;
    seen.add(real);
    for (const name of readdirSync(folder).sort()) {
      if (LEFT_OUT.has(name)) continue;
      const path = join(folder, name);
      const stats = statSync(path, { throwIfNoEntry: false });
      if (stats?.isDirectory()) walk(path, `${prefix}${name}/`);
      else if (stats?.isFile()) files[`${prefix}${name}`] = readFileSync(path);
    }
  };
  walk(root, "");
  return files;
}
