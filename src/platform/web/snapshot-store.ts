import type { SnapshotStore } from "../platform.ts";

const CACHE_NAME = "pythonless-functions";
/** What is kept at the most; the oldest go first. */
const MOST_ENTRIES = 8;

/** Function snapshots in the browser's cache storage, which exists in secure contexts only. */
export const snapshotStore: SnapshotStore = {
  async read(key) {
    const found = await (await caches.open(CACHE_NAME)).match(urlOf(key));
    return found && new Uint8Array(await found.arrayBuffer());
  },

  async write(key, image) {
    const cache = await caches.open(CACHE_NAME);
    await cache.put(urlOf(key), new Response(new Uint8Array(image)));
    const requests = await cache.keys();
    await Promise.all(requests.slice(0, -MOST_ENTRIES).map((request) => cache.delete(request)));
  },
};

/** A name in the cache: nobody is asked for it. */
function urlOf(key: string): string {
  return `/pythonless-function-snapshot/${key}`;
}
