import { randomFillSync } from "node:crypto";
import type { OuterWorld } from "./realm-globals.ts";

/** What Node lends to the realm. */
export function outerWorld(print: (line: string) => void): OuterWorld {
  const encoder = new TextEncoder();
  const decoders = new Map<string, TextDecoder>();
  return {
    setTimer: (callback, delayMs) => Number(setTimeout(callback, delayMs)),
    clearTimer: (timer) => clearTimeout(timer),
    setImmediate: (callback) => {
      setImmediate(callback);
    },
    nowMs: () => performance.now(),
    fillRandom: (target) => {
      randomFillSync(target);
    },
    utf8Length: (text) => Buffer.byteLength(text),
    encodeUtf8: (text, target) => encoder.encodeInto(text, target).written,
    decode: (encoding, fatal, ignoreBOM, bytes) => {
      const key = `${encoding} ${fatal} ${ignoreBOM}`;
      const decoder = decoders.get(key) ?? new TextDecoder(encoding, { fatal, ignoreBOM });
      decoders.set(key, decoder);
      return decoder.decode(bytes);
    },
    resolveUrl: (url, base) => (URL.canParse(url, base) ? new URL(url, base).href : ""),
    print,
  };
}
