import type { CacheRoute, SiteFiles } from "./service-worker-types.ts";

/**
 * The ways from the page to what is kept, without the service worker: a browser that knows static routes need not wake
 * it, nor wait for it. What is not in the cache yet comes from the network.
 */
export function shortCuts({ small, large }: SiteFiles, smallCache: string, largeCache: string): CacheRoute[] {
  // The others are kept under addresses that have their revision in them.
  const unchanging = small.filter(({ revision }) => revision === null).map(({ url }) => url);
  return [routeTo(smallCache, unchanging), routeTo(largeCache, large)];
}

function routeTo(cacheName: string, paths: readonly string[]): CacheRoute {
  return { condition: { or: paths.map((path) => ({ urlPattern: path })) }, source: { cacheName } };
}
