import { utf8Text } from "./utf8.ts";

/**
 * The text of a header value that came over the wire. `Headers` shows one character a byte; a client that
 * sent UTF-8 meant the text. Inverse: `headerToWire`.
 */
export function headerFromWire(value: string): string {
  const isBytesAboveAscii = /[\u0080-\u00ff]/.test(value) && !/[\u0100-\uffff]/.test(value);
  if (!isBytesAboveAscii) return value;
  return utf8Text(Uint8Array.from(value, (character) => character.charCodeAt(0))) ?? value;
}

/**
 * A header value as `Headers` wants it: one character a byte of its UTF-8. Without this a file name in
 * Cyrillic makes `Headers` throw. Inverse: `headerFromWire`.
 */
export function headerToWire(value: string): string {
  if (!/[\u0080-\uffff]/.test(value)) return value;
  return Array.from(new TextEncoder().encode(value), (byte) => String.fromCharCode(byte)).join("");
}
