/**
 * The form in which something is kept for a later process or visit: a header that describes it, then the content.
 *
 *     magic | key bytes | checksum bytes | content bytes | key | checksum | content
 *
 * The numbers are 32 bits, little-endian. The key stands for all that the content depends on, the checksum is of the content.
 */

const MAGIC = 0x314b5950; // "PYK1"
const FIXED_BYTES = 16;

export function entryHeader(
  key: string,
  checksum: Uint8Array,
  contentBytes: number,
): Uint8Array<ArrayBuffer> {
  const keyBytes = new TextEncoder().encode(key);
  const header = new Uint8Array(FIXED_BYTES + keyBytes.length + checksum.length);
  const view = new DataView(header.buffer);
  [MAGIC, keyBytes.length, checksum.length, contentBytes].forEach((value, index) => {
    view.setUint32(index * 4, value, true);
  });
  header.set(keyBytes, FIXED_BYTES);
  header.set(checksum, FIXED_BYTES + keyBytes.length);
  return header;
}

/** The content of an entry, before its checksum is compared. `undefined` unless it is a whole entry with this key. */
export function openEntry(
  key: string,
  entry: Uint8Array<ArrayBuffer>,
): { readonly checksum: Uint8Array; readonly content: Uint8Array<ArrayBuffer> } | undefined {
  if (entry.length < FIXED_BYTES) return undefined;
  const view = new DataView(entry.buffer, entry.byteOffset, FIXED_BYTES);
  const [magic, keyLength = 0, checksumLength = 0, contentLength = 0] = [0, 4, 8, 12].map((offset) =>
    view.getUint32(offset, true),
  );
  const keyEnd = FIXED_BYTES + keyLength;
  const headerEnd = keyEnd + checksumLength;
  if (magic !== MAGIC || entry.length !== headerEnd + contentLength) return undefined;
  if (new TextDecoder().decode(entry.subarray(FIXED_BYTES, keyEnd)) !== key) return undefined;
  return { checksum: entry.subarray(keyEnd, headerEnd), content: entry.subarray(headerEnd) };
}

export function isSameChecksum(one: Uint8Array, other: Uint8Array): boolean {
  return one.length > 0 && one.length === other.length && one.every((byte, index) => byte === other[index]);
}
