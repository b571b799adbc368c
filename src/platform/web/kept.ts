/** What is kept in the browser's cache storage has its SHA-256 beside it, in a header. */
const CHECKSUM = "Pythonless-Checksum";

/** A response to be kept. */
export async function keptResponse(
  content: Uint8Array<ArrayBuffer>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return new Response(content, { headers: { ...headers, [CHECKSUM]: await checksumOf(content) } });
}

/** Whether this is the content that a response was kept with. */
export async function isWhole({ headers }: Response, content: Uint8Array<ArrayBuffer>): Promise<boolean> {
  return headers.get(CHECKSUM) === (await checksumOf(content));
}

async function checksumOf(content: Uint8Array<ArrayBuffer>): Promise<string> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", content)).join();
}

/** Removes all but the entries that were kept last. */
export async function keepLatest(cache: Cache, mostEntries: number): Promise<void> {
  const requests = await cache.keys();
  await Promise.all(requests.slice(0, -mostEntries).map((request) => cache.delete(request)));
}
