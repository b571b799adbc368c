import { readdirSync, readFileSync, realpathSync, type Stats, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { UsageError } from "../../errors.ts";
import type { CheckedSource, ReadFiles } from "../../options/source.ts";
import { download } from "../../source/download.ts";
import type { SourceLimits } from "../../source/limits.ts";
import { unzipFiles } from "../../source/unzip.ts";
import { isUrl } from "../../util/kind-of.ts";

/** Not part of a function, and often huge. */
const LEFT_OUT = new Set([".git", "node_modules", "__pycache__", ".venv"]);

/** Node puts this in place of bytes that are not UTF-8: the file cannot be found by such a name. */
const NOT_UTF8 = "\uFFFD";

/**
 * Reads a folder or a zip file, once, and unpacks bytes. `undefined` for a URL that has to be downloaded.
 *
 * @throws UsageError when there is no folder or zip.
 */
export function readSource(source: CheckedSource, limits: SourceLimits): ReadFiles | undefined {
  if (typeof source === "string") return readPath(source, limits);
  if (isUrl(source)) {
    return source.protocol === "file:" ? readPath(fileURLToPath(source.href), limits) : undefined;
  }
  return ArrayBuffer.isView(source) ? unzipFiles(source, limits) : source;
}

/** The file that a path or a URL names. */
export async function readFileAt(where: string | URL): Promise<Uint8Array> {
  // `C:\wheels` would be a URL too.
  if (typeof where === "string" && !/^(https?|file):/i.test(where)) return readFile(where);
  const url = new URL(where);
  return url.protocol === "file:" ? readFile(fileURLToPath(url)) : download(url);
}

/** The same for a path, at once. */
export function readPath(path: string, limits: SourceLimits): ReadFiles {
  const stats = statOrRefuse(path);
  if (stats.isDirectory()) return orRefuse(path, () => readFolder(resolve(path), limits));
  if (path.toLowerCase().endsWith(".zip")) {
    if (stats.size > limits.archiveBytes) {
      throw refuse(path, `it has ${stats.size} bytes, more than the limit of ${limits.archiveBytes}`);
    }
    return unzipFiles(
      orRefuse(path, () => readFileSync(path)),
      limits,
    );
  }
  throw refuse(path, "it is a file; give the folder it lies in");
}

/** The reason that Node gives names the file that cannot be read. */
function orRefuse<Content>(path: string, read: () => Content): Content {
  try {
    return read();
  } catch (error) {
    throw refuse(path, (error as Error).message);
  }
}

function statOrRefuse(path: string): Stats {
  try {
    return statSync(path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw refuse(path, code === "ENOENT" ? "it does not exist" : message);
  }
}

function refuse(path: string, reason: string): UsageError {
  return new UsageError(
    "INVALID_OPTION",
    `source: expected the path of a folder or of a .zip, got ${JSON.stringify(path)} (${resolve(path)}): ${reason}.`,
  );
}

function readFolder(root: string, limits: SourceLimits): ReadFiles {
  const files: [path: string, content: Uint8Array][] = [];
  let seen = 0;
  let totalBytes = 0;
  const add = (path: string, real: string, bytes: number): void => {
    totalBytes += bytes;
    if (totalBytes > limits.unpackedBytes) {
      throw new Error(`its files have more than the ${limits.unpackedBytes} bytes that a function may have`);
    }
    files.push([path, readFileSync(real)]);
  };
  const walk = (folder: string, prefix: string, above: readonly string[]): void => {
    // A link may lead back to where we are; two links may lead to one folder.
    const real = realpathSync(folder);
    if (above.includes(real)) return;
    for (const name of readdirSync(folder).sort()) {
      if (LEFT_OUT.has(name)) continue;
      // Links across each other make a tree without end out of a few folders.
      if (++seen > limits.files) throw new Error(`it has more than ${limits.files} files and folders`);
      const path = join(folder, name);
      const stats = statSync(path, { throwIfNoEntry: false });
      if (stats?.isDirectory()) walk(path, `${prefix}${name}/`, [...above, real]);
      else if (stats?.isFile()) add(`${prefix}${name}`, path, stats.size);
      else if (!stats && name.includes(NOT_UTF8)) throw new Error(`the name of ${path} is not UTF-8`);
    }
  };
  walk(root, "", []);
  return Object.fromEntries(files);
}
