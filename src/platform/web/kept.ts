import { entryHeader, isSameChecksum, openEntry } from "../../wire/kept-entry.ts";

/** The form in which something is kept in the browser's cache storage, with its SHA-256. */
export async function keptBody(key: string, content: Uint8Array<ArrayBuffer>): Promise<Blob> {
  return new Blob([entryHeader(key, await checksumOf(content), content.length), content]);
}

/** The content of a kept response; `undefined` unless it was kept under this key and is undamaged. */
export async function keptContent(key: string, kept: Response): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const entry = openEntry(key, new Uint8Array(await kept.arrayBuffer()));
  if (entry === undefined) return undefined;
  return isSameChecksum(entry.checksum, await checksumOf(entry.content)) ? entry.content : undefined;
}

async function checksumOf(content: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", content));
}

/** Removes all but the entries that were kept last. */
export async function keepLatest(cache: Cache, mostEntries: number): Promise<void> {
  const requests = await cache.keys();
  await Promise.all(requests.slice(0, -mostEntries).map((request) => cache.delete(request)));
}
