/** The text behind base64 of UTF-8; `undefined` for what is neither. */
export function decodeBase64(base64: string): string | undefined {
  const bytes = bytesFromBase64(base64);
  return bytes && textFromUtf8(bytes);
}

export function bytesFromBase64(base64: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

export function toBase64(bytes: Uint8Array): string {
  const PIECE_BYTES = 0x8000;
  let text = "";
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    text += String.fromCharCode(...bytes.subarray(at, at + PIECE_BYTES));
  }
  return btoa(text);
}

/** `undefined` for bytes that are no UTF-8, or hold a NUL as texts do not. */
export function textFromUtf8(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.includes("\0") ? undefined : text;
  } catch {
    return undefined;
  }
}
