import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { unixTimeMs } from "#clock";
import type { SnapshotStore } from "../platform.ts";
import { cacheFolder } from "./cache-folder.ts";

/** What is kept at the most; the longest unused go first. */
const MOST_BYTES = 512 * 1024 * 1024;

/** Function snapshots as files of the user's cache folder. */
export const snapshotStore: SnapshotStore = {
  async read(key) {
    const path = join(cacheFolder(), key);
    try {
      const bytes = await readFile(path);
      // The time of the last use: what is used stays.
      const now = unixTimeMs() / 1_000;
      await utimes(path, now, now).catch(() => {});
      return bytes;
    } catch {
      return undefined;
    }
  },

  async write(key, image) {
    await mkdir(cacheFolder(), { recursive: true, mode: 0o700 });
    // Under another name first: a reader sees the whole file or none, whoever else writes it.
    const draft = join(cacheFolder(), `${key}.${process.pid}.${unixTimeMs()}.draft`);
    try {
      await writeFile(draft, image, { mode: 0o600 });
      await rename(draft, join(cacheFolder(), key));
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
    await prune();
  },
};

async function prune(): Promise<void> {
  const names = await readdir(cacheFolder());
  const files = await Promise.all(
    names.map(async (name) => {
      const path = join(cacheFolder(), name);
      const told = await stat(path).catch(() => undefined);
      return { path, bytes: told?.size ?? 0, usedAt: told?.mtimeMs ?? 0 };
    }),
  );
  let total = 0;
  for (const file of files.sort((one, other) => other.usedAt - one.usedAt)) {
    total += file.bytes;
    if (total > MOST_BYTES) await rm(file.path, { force: true });
  }
}
