import type { Dirent, Stats } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { join } from "node:path";

/** Which folder or file a path leads to, links followed. A folder stays the same while its content changes. */
export type Identity = string;

export const MISSING: Identity = "missing";

/** @param hasContent whether the content of a file is part of it. */
export async function identityOf(path: string, hasContent: boolean): Promise<Identity> {
  const stats = await statOf(path);
  if (stats === undefined) return MISSING;
  if (stats.isDirectory()) return folderIdentity(stats);
  const { dev, ino, mtimeMs, size } = stats;
  return hasContent ? `${dev}:${ino}:${mtimeMs}:${size}` : `${dev}:${ino}`;
}

/** A new folder often gets the inode of the one that was deleted just before, but not its time of birth. */
export function folderIdentity({ dev, ino, birthtimeMs }: Stats): Identity {
  return `${dev}:${ino}:${birthtimeMs}`;
}

/** The folders and links below a folder, each of which can be replaced without an event that says so. */
export interface Tree {
  readonly folders: Map<string, Identity>;
  readonly links: Map<string, Identity>;
  /** Links that lead to a folder which they lie in. */
  readonly loops: Set<string>;
}

/** Walks through a folder, and through the folders that links in it lead to. Empty if `root` is no folder. */
export async function treeOf(root: string, isIgnored: (path: string) => boolean): Promise<Tree> {
  const folders = new Map<string, Identity>();
  const links = new Map<string, Identity>();
  const loops = new Set<string>();
  if (!(await statOf(root))?.isDirectory()) return { folders, links, loops };
  const walk = async (folder: string, above: readonly string[]): Promise<void> => {
    const real = await realpath(folder).catch(() => undefined);
    if (real === undefined) return;
    if (above.includes(real)) {
      loops.add(folder);
      return;
    }
    folders.set(folder, await identityOf(folder, false));
    for (const entry of await entriesOf(folder)) {
      const path = join(folder, entry.name);
      if (isIgnored(path)) continue;
      if (entry.isSymbolicLink()) links.set(path, await identityOf(path, false));
      const isFolder = entry.isDirectory() || (entry.isSymbolicLink() && (await statOf(path))?.isDirectory());
      if (isFolder) await walk(path, [...above, real]);
    }
  };
  await walk(root, []);
  return { folders, links, loops };
}

/** Gone, or not to be read: there will be an event, or the next look finds it. */
async function statOf(path: string): Promise<Stats | undefined> {
  return stat(path).catch(() => undefined);
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  return readdir(folder, { withFileTypes: true }).catch(() => []);
}
