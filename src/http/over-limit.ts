/** Whether a text is over the limit once it is UTF-8, as it is on the wire (contract 8.2). */
export function isOverLimit(text: string, limitBytes: number): boolean {
  if (text.length > limitBytes) return true;
  // A UTF-16 unit becomes three bytes at most, so short texts are decided without encoding them.
  if (text.length * 3 <= limitBytes) return false;
  return new TextEncoder().encode(text).byteLength > limitBytes;
}
