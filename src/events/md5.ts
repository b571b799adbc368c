/** RFC 1321. Browsers have no MD5, and their digests are asynchronous. */

/** How far each of the four steps of a round turns its sum. */
const TURNS = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
] as const;
const BLOCK_BYTES = 64;

type State = [number, number, number, number];

/** The MD5 of bytes, or of the UTF-8 of a text, as 32 hexadecimal digits. */
export function md5(input: string | Uint8Array): string {
  const bytes = typeof input === "string" ? new TextEncoder().encode(input) : input;
  const padded = withPadding(bytes);
  let state: State = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
  for (let at = 0; at < padded.byteLength; at += BLOCK_BYTES) {
    state = mixed(state, new DataView(padded.buffer, at, BLOCK_BYTES));
  }
  return hexOf(state);
}

/** A one, zeros up to eight bytes below a whole block, and the length in bits. */
function withPadding(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const blocks = Math.ceil((bytes.length + 9) / BLOCK_BYTES);
  const padded = new Uint8Array(blocks * BLOCK_BYTES);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  new DataView(padded.buffer).setBigUint64(padded.length - 8, BigInt(bytes.length) * 8n, true);
  return padded;
}

function mixed([a0, b0, c0, d0]: State, block: DataView): State {
  let [a, b, c, d] = [a0, b0, c0, d0];
  for (let step = 0; step < 64; step += 1) {
    const round = step >> 4;
    const sum = a + chosen(round, b, c, d) + sine(step) + block.getUint32(wordOf(round, step) * 4, true);
    [a, d, c, b] = [d, c, b, (b + turned(sum, TURNS[round]?.[step % 4] ?? 0)) | 0];
  }
  return [a0 + a, b0 + b, c0 + c, d0 + d];
}

function chosen(round: number, b: number, c: number, d: number): number {
  if (round === 0) return (b & c) | (~b & d);
  if (round === 1) return (b & d) | (c & ~d);
  return round === 2 ? b ^ c ^ d : c ^ (b | ~d);
}

/** Which of the block's sixteen words a step takes. */
function wordOf(round: number, step: number): number {
  const [factor = 1, offset = 0] =
    [
      [1, 0],
      [5, 1],
      [3, 5],
      [7, 0],
    ][round] ?? [];
  return (factor * step + offset) % 16;
}

/** The table of the RFC. */
function sine(step: number): number {
  return Math.floor(Math.abs(Math.sin(step + 1)) * 2 ** 32);
}

function turned(sum: number, bits: number): number {
  return (sum << bits) | (sum >>> (32 - bits));
}

function hexOf(state: State): string {
  const view = new DataView(new ArrayBuffer(16));
  state.forEach((word, index) => {
    view.setUint32(index * 4, word, true);
  });
  return Array.from(new Uint8Array(view.buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
