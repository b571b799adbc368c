/** What a service worker is given, as far as ours uses it: TypeScript's own declarations clash with those of a page. */
export interface ServiceWorkerScope {
  readonly location: { readonly href: string };
  readonly registration: { readonly scope: string; readonly active: object | null };
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: "install", listen: (event: InstallEvent) => void): void;
  addEventListener(type: "activate", listen: (event: ExtendableEvent) => void): void;
  addEventListener(type: "message", listen: (event: ExtendableEvent & MessageEvent) => void): void;
}

/** What a worker may be kept alive for. */
interface ExtendableEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface InstallEvent extends ExtendableEvent {
  /** Not in every browser. */
  addRoutes?(routes: readonly CacheRoute[]): Promise<void>;
}

/** That what is at one of these addresses is taken from a cache, past the service worker. */
export interface CacheRoute {
  readonly condition: { readonly or: readonly { readonly urlPattern: string }[] };
  readonly source: { readonly cacheName: string };
}

/** What the site consists of, as paths relative to it. */
export interface SiteFiles {
  /** Kept before the page is taken over. */
  readonly small: readonly { readonly url: string; readonly revision: string | null }[];
  /** Kept when first used. Their paths change with their content. */
  readonly large: readonly string[];
}

/** What a page asks of its service worker. */
export type SiteMessage =
  /** Keep what was not used yet, too; the port is told `kept`. */
  | { readonly kind: "keep-all" }
  /** Be the version that is in use. */
  | { readonly kind: "take-over" };
