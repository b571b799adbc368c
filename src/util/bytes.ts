import { kindOf } from "./kind-of.ts";

/**
 * The bytes of an `ArrayBuffer`, a typed array or a `DataView`, without a copy; `undefined` for any other value. Test runners
 * run their code in realms whose classes differ from ours, so `instanceof` would refuse it.
 */
export function bytesOf(value: unknown): Uint8Array | undefined {
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  const isBuffer = ["ArrayBuffer", "SharedArrayBuffer"].includes(kindOf(value));
  return isBuffer ? new Uint8Array(value as ArrayBuffer) : undefined;
}

/** Joins pieces into a copy, so that their owner may reuse them. */
export function joinBytes(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let offset = 0;
  for (const piece of pieces) {
    whole.set(piece, offset);
    offset += piece.length;
  }
  return whole;
}
