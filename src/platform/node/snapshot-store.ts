import type { Stats } from "node:fs";
import { type FileHandle, lstat, mkdir, open, readdir, rename, rmdir, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { unixTimeMs } from "#clock";
import { makeUuid } from "../../util/ids.ts";
import {
  contentOf,
  fileHeader,
  isKeptFile,
  isKeptName,
  isOnlyOurs,
  keptPath,
  MARK_AFTER_MS,
  MOST_KEPT_BYTES,
  READ_FLAGS,
} from "../../wire/kept-file.ts";
import type { SnapshotStore } from "../platform.ts";
import { cacheFolder } from "./cache-folder.ts";

/** No process takes that long to write a file: its writer has ended. */
const DRAFT_LIFE_MS = 3_600_000;

/** Function snapshots and compiled code as files of our own in the user's cache folder. */
export const snapshotStore: SnapshotStore = {
  async read(key) {
    const folder = cacheFolder();
    try {
      await checkFolder(folder);
      return await readKept(keptPath(folder, key), key);
    } catch {
      return undefined;
    }
  },

  async write(key, content) {
    const header = fileHeader(key, content);
    if (header.length + content.length > MOST_KEPT_BYTES) {
      throw new Error(`its ${content.length} bytes are more than the ${MOST_KEPT_BYTES} that are kept`);
    }
    const folder = cacheFolder();
    await makeFolder(folder);
    // Under another name first: a reader sees the whole file or none, even if two processes write it.
    const draft = `${keptPath(folder, key)}.${makeUuid()}.draft`;
    try {
      const file = await open(draft, "wx", 0o600);
      try {
        for (const part of [header, content]) await file.writeFile(part);
      } finally {
        await file.close();
      }
      await renameOver(draft, keptPath(folder, key));
    } catch (error) {
      await unlink(draft).catch(() => {});
      throw error;
    }
    await prune(folder);
  },
};

async function readKept(path: string, key: string): Promise<Uint8Array | undefined> {
  const file = await open(path, READ_FLAGS);
  try {
    const stats = await file.stat();
    if (!isKeptFile(stats)) return undefined;
    const bytes = await readWhole(file, stats.size);
    await markUsed(file, stats.mtimeMs);
    return contentOf(key, bytes);
  } finally {
    await file.close();
  }
}

/** A file that is truncated while it is read ends in zeros, which its checksum shows. */
async function readWhole(file: FileHandle, length: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (let read = -1; read !== 0 && offset < length; offset += read) {
    read = (await file.read(bytes, offset, length - offset, offset)).bytesRead;
  }
  return bytes;
}

/** The longest unused files go first when there are too many. A disk that cannot be written does not matter. */
async function markUsed(file: FileHandle, markedAtMs: number): Promise<void> {
  const nowMs = unixTimeMs();
  if (nowMs - markedAtMs > MARK_AFTER_MS) await file.utimes(nowMs / 1_000, nowMs / 1_000).catch(() => {});
}

async function makeFolder(folder: string): Promise<void> {
  await mkdir(dirname(folder), { recursive: true, mode: 0o700 });
  await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  await checkFolder(folder);
}

/** @throws Error unless it is a folder, not a link to one, that this user alone can write to. */
async function checkFolder(folder: string): Promise<void> {
  const stats = await lstat(folder);
  if (!stats.isDirectory()) throw new Error(`${folder} is not a folder`);
  if (!isOnlyOurs(stats)) throw new Error(`${folder} can be written by other users`);
}

/** An empty folder that has the file's name gives way; anything more is left alone. */
async function renameOver(draft: string, path: string): Promise<void> {
  try {
    await rename(draft, path);
  } catch (error) {
    await rmdir(path).catch(() => {
      throw error;
    });
    await rename(draft, path);
  }
}

/** Removes abandoned drafts, and the longest unused files beyond the limit. Files of others do not count. */
async function prune(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter(isKeptName);
  const found = await Promise.all(
    names.map(async (name) => {
      const path = join(folder, name);
      return { path, stats: await lstat(path).catch(() => undefined) };
    }),
  );
  const files = found.flatMap(({ path, stats }) => (stats?.isFile() ? { path, stats } : []));
  const drafts = files.filter(({ path }) => path.endsWith(".draft"));
  const whole = files.filter(({ path }) => !path.endsWith(".draft"));
  const oldest = unixTimeMs() - DRAFT_LIFE_MS;
  const surplus = [...drafts.filter(({ stats }) => stats.mtimeMs < oldest), ...beyondLimit(whole)];
  await Promise.all(surplus.map(({ path }) => unlink(path).catch(() => {})));
}

function beyondLimit<File extends { readonly stats: Stats }>(files: readonly File[]): readonly File[] {
  const newestFirst = files.toSorted((one, other) => other.stats.mtimeMs - one.stats.mtimeMs);
  let totalBytes = 0;
  return newestFirst.filter(({ stats }) => {
    totalBytes += stats.size;
    return totalBytes > MOST_KEPT_BYTES;
  });
}
