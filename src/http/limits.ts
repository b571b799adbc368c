/** The most that the JSON of a request, or of a result, may weigh (contract 8.2, number seen in the 413 of 3.6). */
export const jsonLimitBytes = 3_670_016;

/** Whether a text is over the limit once it is UTF-8, as it is on the wire. */
export function isOverLimit(text: string, limitBytes: number = jsonLimitBytes): boolean {
  if (text.length > limitBytes) return true;
  // A UTF-16 unit becomes three bytes at most, so short texts need no encoding to be judged.
  if (text.length * 3 <= limitBytes) return false;
  return new TextEncoder().encode(text).byteLength > limitBytes;
}
