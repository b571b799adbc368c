// String.fromCharCode takes its bytes as arguments, and engines limit those to some tens of thousands.
const bytesPerStep = 0x8000;

/** Standard base64 with padding. */
export function toBase64(bytes: Uint8Array): string {
  let binary = "";
  for (let at = 0; at < bytes.length; at += bytesPerStep) {
    binary += Reflect.apply(String.fromCharCode, undefined, bytes.subarray(at, at + bytesPerStep));
  }
  return btoa(binary);
}

/**
 * The bytes of standard base64 with padding, or `undefined` when it is not valid.
 * Line ends are skipped because Python's `base64.encodebytes` writes them; `atob` alone would also forgive
 * blanks and missing padding.
 */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  const encoded = text.replace(/[\r\n]/g, "");
  if (encoded.length % 4 !== 0 || /[^A-Za-z0-9+/=]/.test(encoded)) return undefined;
  try {
    return bytesOfBinary(atob(encoded));
  } catch {
    return undefined;
  }
}

// A loop: Uint8Array.from over a string was fifteen times slower for 2.6 MB.
function bytesOfBinary(binary: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index);
  return bytes;
}
