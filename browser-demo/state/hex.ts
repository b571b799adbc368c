const ROW_BYTES = 16;
/** Beyond it nobody reads on. */
const MOST_BYTES = 4_096;

/** Bytes as hex editors show them: where, which, and what they are in ASCII. */
export function hexOf(bytes: Uint8Array): string {
  const rows: string[] = [];
  for (let at = 0; at < Math.min(bytes.length, MOST_BYTES); at += ROW_BYTES) {
    const row = [...bytes.subarray(at, at + ROW_BYTES)];
    const digits = row.map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
    const letters = row
      .map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : "·"))
      .join("");
    rows.push(`${at.toString(16).padStart(6, "0")}  ${digits.padEnd(ROW_BYTES * 3 - 1)}  ${letters}`);
  }
  return bytes.length > MOST_BYTES ? [...rows, "…"].join("\n") : rows.join("\n");
}
