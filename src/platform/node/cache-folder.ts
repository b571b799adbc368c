import { homedir, tmpdir } from "node:os";
import { join, resolve } from "node:path";

/**
 * Our own folder in the user's cache folder, or in that which `PYTHONLESS_CACHE` names: results that take long to make are kept
 * there for the next process.
 */
export function cacheFolder(): string {
  return resolve(process.env["PYTHONLESS_CACHE"] || usersCacheFolder(), "pythonless");
}

function usersCacheFolder(): string {
  const { env, platform } = process;
  if (platform === "win32" && env["LOCALAPPDATA"]) return env["LOCALAPPDATA"];
  if (platform === "darwin") return join(home(), "Library", "Caches");
  return env["XDG_CACHE_HOME"] || join(home(), ".cache");
}

/** A user without a home may be without an entry among the machine's users too, which Node answers with an error. */
function home(): string {
  try {
    return homedir() || tmpdir();
  } catch {
    return tmpdir();
  }
}
