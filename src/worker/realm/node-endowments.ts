import { randomFillSync } from "node:crypto";
import type { OuterWorld } from "./globals.ts";
import { ownView } from "./rewrap.ts";

/** The functions that Node gives to the realm. Their arguments may be hostile: see rewrap.ts. */
export function outerWorld(print: (line: string) => void): OuterWorld {
  // Bound now: the globals of this realm are removed before the function runs.
  const { setTimeout, clearTimeout, setImmediate, performance, TextDecoder, TextEncoder, URL, Buffer } =
    globalThis;
  const encoder = new TextEncoder();
  const decoders = new Map<string, TextDecoder>();
  return {
    setTimer: (callback, delayMs) => Number(setTimeout(callback, number(delayMs))),
    clearTimer: (timer) => clearTimeout(number(timer)),
    setImmediate: (callback) => {
      setImmediate(callback);
    },
    nowMs: () => performance.now(),
    timeOriginMs: () => performance.timeOrigin,
    fillRandom: (target) => {
      randomFillSync(ownView(target));
    },
    utf8Length: (value) => Buffer.byteLength(text(value)),
    encodeUtf8: (value, target) => encoder.encodeInto(text(value), ownView(target)).written,
    decode: (encoding, fatal, ignoreBOM, bytes) => {
      const key = `${text(encoding)} ${fatal === true} ${ignoreBOM === true}`;
      const decoder =
        decoders.get(key) ??
        new TextDecoder(encoding, { fatal: fatal === true, ignoreBOM: ignoreBOM === true });
      decoders.set(key, decoder);
      return decoder.decode(decodable(ownView(bytes)));
    },
    resolveUrl: (url, base) => {
      const from = base === undefined ? undefined : text(base);
      return URL.canParse(text(url), from) ? new URL(url, from).href : "";
    },
    print: (line) => print(text(line)),
  };
}

/** The longest string of JavaScript. Node does not check it for every encoding: a longer text ends the process. */
const LONGEST_TEXT_BYTES = 2 ** 29 - 24;

function decodable(bytes: Uint8Array): Uint8Array {
  if (bytes.length <= LONGEST_TEXT_BYTES) return bytes;
  throw new RangeError(`a text of ${bytes.length} bytes is longer than JavaScript's strings can be`);
}

function text(value: string): string {
  if (typeof value !== "string") throw new TypeError("expected a string");
  return value;
}

function number(value: number): number {
  if (typeof value !== "number") throw new TypeError("expected a number");
  return value;
}
