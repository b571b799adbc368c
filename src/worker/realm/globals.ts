/**
 * The globals of the realm: those of a web worker that Pyodide needs. In Node made inside the `vm` context, in a
 * browser in place of the worker's own, so that a function finds the same world in both.
 *
 * Nothing of the outer realm may be in reach of Python: an outer function is a way to
 * `constructor.constructor("…")` in a realm where code may be made from strings. So each global is a
 * function or class of this realm, outer functions are called with primitives and typed arrays only, what
 * they return is a primitive, and errors that they throw are replaced.
 */

import { cpuClock } from "../cpu-clock.ts";

/** The functions of the outer realm that the inner one uses. Held in closures, never in a global. */
export interface OuterWorld {
  setTimer(callback: () => void, delayMs: number): number;
  clearTimer(timer: number): void;
  setImmediate(callback: () => void): void;
  nowMs(): number;
  /** Unix time at which `nowMs` was 0. */
  timeOriginMs(): number;
  fillRandom(target: Uint8Array): void;
  utf8Length(text: string): number;
  encodeUtf8(text: string, target: Uint8Array): number;
  decode(encoding: string, fatal: boolean, ignoreBom: boolean, bytes: Uint8Array): string;
  resolveUrl(url: string, base: string | undefined): string;
  print(line: string): void;
}

/** Installs the globals into the realm this code runs in. Nothing of the function has run in it yet. */
export function installGlobals(world: OuterWorld): void {
  closeHiddenWays();
  const outer = withOwnErrors(world);
  // The prototype of a context's global object cannot be set to good effect; `instanceof` is all that is asked.
  const WorkerGlobalScope = { [Symbol.hasInstance]: (value: unknown): boolean => value === globalThis };
  const scope = globalThis;
  const globals = {
    WorkerGlobalScope,
    self: scope,
    navigator: { userAgent: "pythonless" },
    location: { href: "pythonless:/", toString: () => "pythonless:/" },
    performance: {
      now: () => outer.nowMs(),
      get timeOrigin(): number {
        return outer.timeOriginMs();
      },
    },
    ...timers(outer),
    ...text(outer),
    MessageChannel: messageChannel(outer),
    URL: urlClass(outer),
    AbortSignal: { any: () => undefined },
    console: consoleOf(outer),
    crypto: { getRandomValues: (target: ArrayBufferView) => fillRandom(outer, target) },
  };
  for (const [name, value] of Object.entries(globals)) {
    Object.defineProperty(scope, name, { value, writable: true, configurable: true, enumerable: false });
  }
}

/**
 * An outer function that throws, be it only for a stack that is used up, throws an error of its own realm, which
 * is a way out as good as any. Errors thrown here are of this realm.
 */
function withOwnErrors(world: OuterWorld): OuterWorld {
  const wrapped = Object.entries(world).map(([name, work]: [string, (...args: unknown[]) => unknown]) => [
    name,
    // No rest parameter: to spread it again asks Array.prototype for an iterator, which the function can replace.
    (first: unknown, second: unknown, third: unknown, fourth: unknown): unknown => {
      try {
        return work(first, second, third, fourth);
      } catch {
        throw new TypeError(`${name}: that cannot be done here`);
      }
    },
  ]);
  return Object.fromEntries(wrapped) as OuterWorld;
}

/** Where the engine or Node itself reaches into the realm, or hands it something of another one. */
function closeHiddenWays(): void {
  // Node formats stacks from outside: a way out, if the hooks it reads here were the function's own.
  lock(globalThis, "Error", Error);
  lock(Error, "prepareStackTrace", formatStack);
  // They reject with errors of Node's own realm.
  for (const name of ["compileStreaming", "instantiateStreaming"]) Reflect.deleteProperty(WebAssembly, name);
  // The worker awaits promises of this realm, which reads `then` of the values they resolve to.
  Object.preventExtensions(Object.prototype);
  Object.freeze(Promise.prototype);
  Object.freeze(Promise);
}

function lock(place: object, key: string, value: unknown): void {
  Object.defineProperty(place, key, { value, writable: false, enumerable: false, configurable: false });
}

function formatStack(error: unknown, frames: readonly unknown[]): string {
  let text = describeError(error);
  for (let index = 0; index < frames.length; index++) text += `\n    at ${frames[index]}`;
  return text;
}

function describeError(error: unknown): string {
  try {
    return String(error);
  } catch {
    return "an error that cannot be described";
  }
}

function timers(outer: OuterWorld) {
  const start = (callback: (...args: unknown[]) => void, delayMs = 0, ...args: unknown[]): number =>
    outer.setTimer(() => cpuClock.run(() => callback(...args)), Number(delayMs) || 0);
  return {
    setTimeout: start,
    clearTimeout: (timer: number): void => outer.clearTimer(Number(timer)),
  };
}

/** Pyodide schedules its immediate callbacks through a channel; a timer would cost a millisecond each. */
function messageChannel(outer: OuterWorld) {
  return class MessageChannel {
    readonly port1: { onmessage: (() => void) | null; start(): void } = { onmessage: null, start() {} };
    readonly port2 = {
      postMessage: (): void => outer.setImmediate(() => cpuClock.run(() => this.port1.onmessage?.())),
    };
  };
}

function text(outer: OuterWorld) {
  class TextEncoder {
    readonly encoding = "utf-8";
    encode(value = ""): Uint8Array {
      const target = new Uint8Array(outer.utf8Length(value));
      outer.encodeUtf8(value, target);
      return target;
    }
    encodeInto(value: string, target: Uint8Array): { read: number; written: number } {
      const written = outer.encodeUtf8(value, target);
      return { read: value.length, written };
    }
  }
  class TextDecoder {
    readonly fatal: boolean;
    readonly ignoreBOM: boolean;
    constructor(
      readonly encoding = "utf-8",
      options: { fatal?: boolean; ignoreBOM?: boolean } = {},
    ) {
      this.fatal = options.fatal === true;
      this.ignoreBOM = options.ignoreBOM === true;
    }
    decode(input?: ArrayBuffer | ArrayBufferView): string {
      if (input === undefined) return "";
      const bytes = bytesOf(input);
      try {
        return outer.decode(this.encoding, this.fatal, this.ignoreBOM, bytes);
      } catch {
        throw new TypeError(`The data is not valid ${this.encoding}`);
      }
    }
  }
  return { TextEncoder, TextDecoder };
}

function bytesOf(input: ArrayBuffer | ArrayBufferView): Uint8Array {
  return ArrayBuffer.isView(input)
    ? new Uint8Array(input.buffer, input.byteOffset, input.byteLength)
    : new Uint8Array(input);
}

function urlClass(outer: OuterWorld) {
  return class URL {
    readonly href: string;
    constructor(url: unknown, base?: unknown) {
      this.href = outer.resolveUrl(String(url), base === undefined ? undefined : String(base));
      if (this.href === "") throw new TypeError(`Invalid URL: ${String(url)}`);
    }
    toString(): string {
      return this.href;
    }
  };
}

function consoleOf(outer: OuterWorld) {
  const print = (...parts: unknown[]): void => outer.print(parts.map(describe).join(" "));
  return { log: print, info: print, debug: print, warn: print, error: print, trace: print };
}

function describe(part: unknown): string {
  if (typeof part === "object" && part !== null && "stack" in part) return String(part.stack);
  return String(part);
}

function fillRandom(outer: OuterWorld, target: ArrayBufferView): ArrayBufferView {
  outer.fillRandom(bytesOf(target));
  return target;
}
