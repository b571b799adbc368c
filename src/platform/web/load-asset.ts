/**
 * Files of the interpreter, from the browser's cache storage where they are kept unpacked. From there a second visit has
 * them in half the time that the HTTP cache takes (111 ms against 214, Chromium 156, medians of nine), which keeps them packed.
 */

import { startBackgroundTimer } from "#clock";
import { type Arrival, unlessStalled } from "../../clock/stall.ts";
import { gunzipped } from "./gunzip.ts";
import { isWhole, keepLatest, keptResponse } from "./kept.ts";
import { progressOf, watch } from "./load-progress.ts";
import type { OnProgress, UseAsset } from "./web-platform.ts";

const CACHE_NAME = "pythonless-interpreter";
/** Two sets of three files: a page may use two versions of the package. The oldest go first. */
const MOST_ENTRIES = 6;
/** The server's validator of the kept file, so that a changed file is noticed. */
const VALIDATOR = "Pythonless-Validator";
const KEEP_AFTER_MS = 1_000;
/** The first bytes of a gzip file. */
const GZIP = [0x1f, 0x8b] as const;

/** A file that the server has been asked for. */
export interface AskedAsset {
  readonly url: URL;
  readonly answer: Promise<Response>;
  /** Ends the request. */
  readonly abort: AbortController;
  readonly onProgress: OnProgress | undefined;
}

/** Gives the unpacked file to `use`. */
export function loadAsset<Value>(asset: AskedAsset, use: UseAsset<Value>): Promise<Value> {
  return unlessStalled(
    asset.url.href,
    (arrival) => load(asset, use, arrival),
    () => asset.abort.abort(),
  );
}

/**
 * The kept file is used if it is that of which the server sends the head. Both are looked for at the same time, since a page
 * that is being drawn keeps each answer waiting.
 */
async function load<Value>(asset: AskedAsset, use: UseAsset<Value>, arrival: Arrival): Promise<Value> {
  const { url, answer, abort } = asset;
  const [fresh, kept] = await Promise.all([answer, findKept(url)]);
  arrival.piece(0);
  if (kept === undefined || kept.headers.get(VALIDATOR) !== validatorOf(url, fresh)) {
    return use(await download(asset, fresh, arrival));
  }
  void fresh.body?.cancel();
  return useKept(kept, use, arrival).catch(async () =>
    // It is damaged.
    use(await download(asset, await fetch(url, { signal: abort.signal }), arrival)),
  );
}

/**
 * Uses a kept file while its checksum is made. A module has none: from a response of the cache it is compiled in a quarter of
 * the time that its bytes would take. The browser itself checks what it reads from its disk, and the worker the module's build.
 *
 * @throws Error when the file is damaged, or of no use.
 */
async function useKept<Value>(kept: Response, use: UseAsset<Value>, arrival: Arrival): Promise<Value> {
  if (isModule(kept)) return use(kept);
  const content = new Uint8Array(await kept.arrayBuffer());
  arrival.all();
  const [value, isUndamaged] = await Promise.all([use(content), isWhole(kept, content)]);
  if (!isUndamaged) throw new Error("damaged");
  return value;
}

function isModule({ headers }: Response): boolean {
  return headers.get("Content-Type") === "application/wasm";
}

/** The file, which is kept for the next visit while it arrives. */
async function download(
  { url, onProgress }: AskedAsset,
  fresh: Response,
  arrival: Arrival,
): Promise<Response> {
  if (!fresh.ok) throw new Error(`${url} answered with status ${fresh.status}`);
  void watch(fresh.clone(), arrival, onProgress && progressOf(fresh, onProgress));
  const file = url.pathname.endsWith(".gz") && (await isPacked(fresh)) ? gunzipped(fresh) : fresh;
  const validator = validatorOf(url, fresh);
  if (validator === undefined) return file;
  const copy = file.clone();
  // There is no cache outside secure contexts; the page may be left, or the disk be full, before it is kept.
  keep(url, copy, validator).catch(() => copy.body?.cancel().catch(() => {}));
  return file;
}

/** Of the file that a server sends; `undefined` when the server says nothing by which a change could be noticed. */
function validatorOf(url: URL, { headers }: Response): string | undefined {
  const validator = headers.get("ETag") ?? headers.get("Last-Modified");
  return validator === null ? undefined : `${url.href} ${validator}`;
}

/** In one question: with `caches.open` before it there would be two to wait for. */
async function findKept(url: URL): Promise<Response | undefined> {
  try {
    return await caches.match(url, { cacheName: CACHE_NAME });
  } catch {
    return undefined;
  }
}

/**
 * By its first bytes: some servers take the `.gz` of a name for how the content is encoded on the way, and the browser
 * has unpacked it then.
 */
async function isPacked(response: Response): Promise<boolean> {
  const reader = response.clone().body?.getReader();
  const first = await reader?.read();
  reader?.cancel().catch(() => {});
  const [magic, more = GZIP[1]] = first?.value ?? [];
  return magic === GZIP[0] && more === GZIP[1];
}

async function keep(url: URL, file: Response, validator: string): Promise<void> {
  const headers = { "Content-Type": file.headers.get("Content-Type") ?? "", [VALIDATOR]: validator };
  const kept = isModule(file) ? new Response(file.body, { headers }) : await withChecksum(file, headers);
  const cache = await caches.open(CACHE_NAME);
  await cache.put(url, kept);
  await keepLatest(cache, MOST_ENTRIES);
}

async function withChecksum(file: Response, headers: Readonly<Record<string, string>>): Promise<Response> {
  const content = new Uint8Array(await file.arrayBuffer());
  // The interpreter, which the page waits for, boots meanwhile.
  await new Promise<void>((resolve) => startBackgroundTimer(resolve, KEEP_AFTER_MS));
  return keptResponse(content, headers);
}
