/**
 * Files of the interpreter, from the browser's cache storage where they are kept unpacked. From there a second visit has
 * them in half the time that the HTTP cache takes (111 ms against 214, Chromium 156, medians of nine), which keeps them packed.
 */

import { type Arrival, unlessStalled } from "../../clock/stall.ts";
import { gunzipped } from "./gunzip.ts";
import { keepLatest, keptBody, keptContent } from "./kept.ts";
import { progressOf, watched } from "./load-progress.ts";
import type { OnProgress } from "./web-platform.ts";

const CACHE_NAME = "pythonless-interpreter";
/** Two sets of three files: a page may use two versions of the package. The oldest go first. */
const MOST_ENTRIES = 6;
/** The server's validator of the kept file, so that a changed file is noticed. */
const VALIDATOR = "Pythonless-Validator";
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
export function loadAsset<Value>(asset: AskedAsset, use: (file: Response) => Promise<Value>): Promise<Value> {
  return unlessStalled(
    asset.url.href,
    async (arrival) => use(await open(asset, arrival)),
    () => asset.abort.abort(),
  );
}

/**
 * The kept file if it is that of which the server sends the head. Both are looked for at the same time, since a page that is
 * being drawn keeps each answer waiting.
 */
async function open({ url, answer, onProgress }: AskedAsset, arrival: Arrival): Promise<Response> {
  const [fresh, kept] = await Promise.all([answer, findKept(url)]);
  arrival.piece(0);
  if (!fresh.ok) throw new Error(`${url} answered with status ${fresh.status}`);
  const validator = validatorOf(fresh);
  if (kept && kept.validator === validator) {
    void fresh.body?.cancel();
    arrival.all();
    return responseOf(kept.content, fresh);
  }
  const arriving = watched(fresh, arrival, onProgress && progressOf(fresh, onProgress));
  const file = url.pathname.endsWith(".gz") && (await isPacked(arriving)) ? gunzipped(arriving) : arriving;
  if (!validator) return file;
  const copy = file.clone();
  // There is no cache outside secure contexts; the page may be left, or the disk be full, before it is kept.
  keep(url, copy, validator).catch(() => copy.body?.cancel().catch(() => {}));
  return file;
}

/** Empty when the server says nothing by which a change could be noticed. */
function validatorOf({ headers }: Response): string {
  return headers.get("ETag") ?? headers.get("Last-Modified") ?? "";
}

function responseOf(content: Uint8Array<ArrayBuffer>, { headers }: Response): Response {
  return new Response(content, { headers: { "Content-Type": headers.get("Content-Type") ?? "" } });
}

interface Kept {
  readonly validator: string;
  readonly content: Uint8Array<ArrayBuffer>;
}

/** In one question: with `caches.open` before it there would be two to wait for. */
async function findKept(url: URL): Promise<Kept | undefined> {
  try {
    const found = await caches.match(url, { cacheName: CACHE_NAME });
    const validator = found?.headers.get(VALIDATOR);
    const content = found && validator ? await keptContent(keyOf(url, validator), found) : undefined;
    return validator && content ? { validator, content } : undefined;
  } catch {
    // Of a cache that is absent, or cannot be read.
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
  const content = new Uint8Array(await file.arrayBuffer());
  const body = await keptBody(keyOf(url, validator), content);
  const cache = await caches.open(CACHE_NAME);
  await cache.put(url, new Response(body, { headers: { [VALIDATOR]: validator } }));
  await keepLatest(cache, MOST_ENTRIES);
}

function keyOf(url: URL, validator: string): string {
  return `${url.href} ${validator}`;
}
