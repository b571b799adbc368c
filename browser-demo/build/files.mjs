import { createHash } from "node:crypto";
import { readdir, readFile, rename } from "node:fs/promises";
import { join, sep } from "node:path";

/** The files below a folder, with slashes, in an order that is always the same. */
export async function filesBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1))
    .map((path) => path.replaceAll(sep, "/"))
    .sort();
}

/** Sixteen digits that change with the content. */
export function hashOf(...contents) {
  const hash = createHash("sha256");
  for (const content of contents) hash.update(content);
  return hash.digest("hex").slice(0, 16);
}

/**
 * Puts a hash of what is in a folder into its name, so that files of two builds never meet, in no cache.
 *
 * @returns the new name.
 */
export async function nameByContent(parent, name) {
  const folder = join(parent, name);
  const hashes = [];
  for (const path of await filesBelow(folder)) hashes.push(path, hashOf(await readFile(join(folder, path))));
  const hashed = `${name}-${hashOf(...hashes)}`;
  await rename(folder, join(parent, hashed));
  return hashed;
}
