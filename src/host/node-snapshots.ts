import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import type { SnapshotStore } from "./platform.ts";

/** What is kept at the most; the longest unused go first. */
const MOST_BYTES = 512 * 1024 * 1024;

/** Function snapshots as files of the user's cache folder. */
export const snapshotStore: SnapshotStore = {
  async read(key) {
    const path = join(folder(), key);
    try {
      const bytes = await readFile(path);
      // The time of the last use: what is used stays.
      await utimes(path, new Date(), new Date()).catch(() => {});
      return bytes;
    } catch {
      return undefined;
    }
  },

  async write(key, image) {
    await mkdir(folder(), { recursive: true });
    // Under another name first: a reader sees the whole file or none, whoever else writes it.
    const draft = join(folder(), `${key}.${process.pid}.${Date.now()}.draft`);
    try {
      await writeFile(draft, image);
      await rename(draft, join(folder(), key));
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
    await prune();
  },
};

/** `PYTHONLESS_CACHE` names another one. */
function folder(): string {
  const { env, platform } = process;
  if (env["PYTHONLESS_CACHE"]) return env["PYTHONLESS_CACHE"];
  const caches: Partial<Record<NodeJS.Platform, string | undefined>> = {
    win32: env["LOCALAPPDATA"],
    darwin: join(homedir(), "Library", "Caches"),
  };
  const base = caches[platform] ?? env["XDG_CACHE_HOME"] ?? join(homedir() || tmpdir(), ".cache");
  return join(base, "pythonless");
}

async function prune(): Promise<void> {
  const names = await readdir(folder());
  const files = await Promise.all(
    names.map(async (name) => {
      const path = join(folder(), name);
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
