import { homedir, tmpdir } from "node:os";
import { join } from "node:path";

/** Where what takes long to make is kept for the next process. `PYTHONLESS_CACHE` names another folder. */
export function cacheFolder(): string {
  const { env, platform } = process;
  if (env["PYTHONLESS_CACHE"]) return env["PYTHONLESS_CACHE"];
  const caches: Partial<Record<NodeJS.Platform, string | undefined>> = {
    win32: env["LOCALAPPDATA"],
    darwin: join(homedir(), "Library", "Caches"),
  };
  const base = caches[platform] ?? env["XDG_CACHE_HOME"] ?? join(homedir() || tmpdir(), ".cache");
  return join(base, "pythonless");
}
