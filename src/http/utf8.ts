/** The text of the bytes, a byte order mark included, or `undefined` when they are not UTF-8. */
export function utf8Text(bytes: Uint8Array): string | undefined {
  try {
    // Without ignoreBOM the mark would be dropped, and the function would get another body than the client sent.
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
