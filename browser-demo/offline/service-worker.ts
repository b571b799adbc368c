/**
 * Keeps the page for when there is no network, one version at a time, and makes it cross-origin isolated where the
 * server sends no headers. Its near end is site.ts.
 */

import { PrecacheController } from "workbox-precaching/PrecacheController.js";
import { PrecacheRoute } from "workbox-precaching/PrecacheRoute.js";
import { registerRoute } from "workbox-routing/registerRoute.js";
import { CacheFirst } from "workbox-strategies/CacheFirst.js";
import { isolation } from "./isolation.ts";
import type { ServiceWorkerScope, SiteFiles, SiteMessage } from "./service-worker-types.ts";
import { shortCuts } from "./short-cuts.ts";

/** Put in by the build. */
declare const SITE: SiteFiles;

const scope = globalThis as unknown as ServiceWorkerScope;
const largeUrls = SITE.large.map((path) => new URL(path, scope.location.href).href);

const small = new PrecacheController({ plugins: [isolation] });
small.addToCacheList([...SITE.small]);
// The name has the address of the site in it: an origin may have several.
const large = new CacheFirst({
  cacheName: `pythonless-large-${scope.registration.scope}`,
  plugins: [isolation],
});

registerRoute(new PrecacheRoute(small));
registerRoute(({ url }) => largeUrls.includes(url.href), large);

scope.addEventListener("install", (event) => {
  event.addRoutes?.(shortCuts(SITE, small.strategy.cacheName, large.cacheName));
  // The first visit waits for nothing that it does not need; an update takes over whole, or not at all.
  const isUpdate = scope.registration.active !== null;
  event.waitUntil(Promise.all([small.install(event), isUpdate ? keepLarge(event) : undefined]));
});

scope.addEventListener("activate", (event) => {
  event.waitUntil(Promise.all([small.activate(event), forgetOldLarge()]).then(() => scope.clients.claim()));
});

scope.addEventListener("message", (event) => {
  const message = event.data as SiteMessage;
  switch (message.kind) {
    case "keep-all":
      event.waitUntil(keepLarge(event).then(() => event.ports[0]?.postMessage("kept")));
      return;
    case "take-over":
      event.waitUntil(scope.skipWaiting());
      return;
    default:
      message satisfies never;
  }
});

/** One after the other: they are large, and somebody may be waiting for something else. */
async function keepLarge(event: unknown): Promise<void> {
  for (const url of largeUrls) {
    const [answered, kept] = large.handleAll({ request: new Request(url), event: event as never });
    const { status } = await answered;
    if (status !== 200) throw new Error(`${url} answered with status ${status}`);
    await kept;
  }
}

async function forgetOldLarge(): Promise<void> {
  const cache = await caches.open(large.cacheName);
  for (const request of await cache.keys()) {
    if (!largeUrls.includes(request.url)) await cache.delete(request);
  }
}
