import type { SnapshotStore } from "../platform.ts";
import { isWhole, keepLatest, keptResponse } from "./kept.ts";

const CACHE_NAME = "pythonless-functions";
/** The most entries that are kept; the oldest are removed first. */
const MOST_ENTRIES = 8;

/** Function snapshots in the browser's cache storage, which exists in secure contexts only. */
export const snapshotStore: SnapshotStore = {
  async read(key) {
    const kept = await (await caches.open(CACHE_NAME)).match(urlOf(key));
    if (kept === undefined) return undefined;
    const image = new Uint8Array(await kept.arrayBuffer());
    return (await isWhole(kept, image)) ? image : undefined;
  },

  async write(key, image) {
    const kept = await keptResponse(new Uint8Array(image));
    const cache = await caches.open(CACHE_NAME);
    await cache.put(urlOf(key), kept);
    await keepLatest(cache, MOST_ENTRIES);
  },
};

/** A name in the cache: it is never requested from a server. */
function urlOf(key: string): string {
  return `/pythonless-function-snapshot/${key}`;
}
