import type { OuterWorld } from "./globals.ts";

/** The functions that a browser gives to the realm, which is its own: held before the other globals are removed. */
export function webWorld(print: (line: string) => void): OuterWorld {
  const { setTimeout, clearTimeout, MessageChannel, TextDecoder, TextEncoder, URL } = globalThis;
  const now = performance.now.bind(performance);
  const { timeOrigin } = performance;
  const getRandomValues = crypto.getRandomValues.bind(crypto);
  const encoder = new TextEncoder();
  const bell = new MessageChannel();
  const waiting: (() => void)[] = [];
  bell.port1.onmessage = () => waiting.shift()?.();
  return {
    setTimer: (callback, delayMs) => Number(setTimeout(callback, delayMs)),
    clearTimer: (timer) => clearTimeout(timer),
    setImmediate: (callback) => {
      waiting.push(callback);
      bell.port2.postMessage(null);
    },
    nowMs: () => now(),
    timeOriginMs: () => timeOrigin,
    fillRandom: (target) => {
      getRandomValues(target as Uint8Array<ArrayBuffer>);
    },
    utf8Length: (value) => encoder.encode(value).length,
    encodeUtf8: (value, target) => encoder.encodeInto(value, target).written,
    decode: (encoding, fatal, ignoreBOM, bytes) =>
      new TextDecoder(encoding, { fatal, ignoreBOM }).decode(bytes),
    resolveUrl: (url, base) => (URL.canParse(url, base) ? new URL(url, base).href : ""),
    print,
  };
}
