import { StalledError } from "../clock/stall.ts";
import type { Assets } from "../wire/protocol.ts";

/** Loads each set of assets once; one that could not be loaded is tried again when it is next asked for. */
export function cachedByUrl(
  load: (assetsUrl: string | undefined) => Promise<Assets>,
): (assetsUrl: string | undefined) => Promise<Assets> {
  const loading = new Map<string | undefined, Promise<Assets>>();
  return (assetsUrl) => {
    const known = loading.get(assetsUrl);
    if (known) return known;
    const assets = load(assetsUrl);
    loading.set(assetsUrl, assets);
    assets.catch(() => loading.delete(assetsUrl));
    return assets;
  };
}

/** Without the snapshot a start is slow, and says so. One that stalled may arrive the next time. */
export function withoutSnapshot(error: unknown): undefined {
  if (error instanceof StalledError) throw error;
}
