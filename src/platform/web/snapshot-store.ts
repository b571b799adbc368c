import type { SnapshotStore } from "../platform.ts";
import { keepLatest, keptBody, keptContent } from "./kept.ts";

const CACHE_NAME = "pythonless-functions";
/** The most entries that are kept; the oldest are removed first. */
const MOST_ENTRIES = 8;

/** Function snapshots in the browser's cache storage, which exists in secure contexts only. */
export const snapshotStore: SnapshotStore = {
  async read(key) {
    const found = await (await caches.open(CACHE_NAME)).match(urlOf(key));
    return found && keptContent(key, found);
  },

  async write(key, image) {
    const body = await keptBody(key, new Uint8Array(image));
    const cache = await caches.open(CACHE_NAME);
    await cache.put(urlOf(key), new Response(body));
    await keepLatest(cache, MOST_ENTRIES);
  },
};

/** A name in the cache: it is never requested from a server. */
function urlOf(key: string): string {
  return `/pythonless-function-snapshot/${key}`;
}
