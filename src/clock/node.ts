import { performance } from "node:perf_hooks";
import timers from "node:timers";
import { runInNewContext } from "node:vm";
import { type Clock, longTimers, type StartTimer } from "./clock.ts";

// Copied while the module loads, since fake timers overwrite the members of `node:timers` later.
const { setTimeout, clearTimeout, setImmediate } = timers;

/** Fake timers put a `now` of their own on the object; the prototype keeps the real one. */
const performanceNow: () => number = Object.getPrototypeOf(performance).now;

const dateNow = isNative(Date.now) ? Date.now : (runInNewContext("Date.now") as () => number);

const areTimersReal = isNodeTimer(setTimeout);

export const unixTimeMs: Clock["unixTimeMs"] = () => dateNow();
export const monotonicMs: Clock["monotonicMs"] = () => performanceNow.call(performance);

export const startTimer: Clock["startTimer"] = longTimers(
  areTimersReal ? timerThat((timer) => timer) : startTimerOfEngine,
);
export const startBackgroundTimer: Clock["startBackgroundTimer"] = longTimers(
  areTimersReal ? timerThat((timer) => timer.unref()) : startTimerOfEngine,
);

export const nextTurn: Clock["nextTurn"] = () =>
  new Promise((resolve) => {
    if (areTimersReal) setImmediate(resolve);
    else startTimerOfEngine(resolve, 1);
  });

function timerThat(adjust: (timer: NodeJS.Timeout) => NodeJS.Timeout): StartTimer {
  return (callback, delayMs) => {
    const timer = adjust(setTimeout(callback, delayMs));
    return () => clearTimeout(timer);
  };
}

/**
 * For a module that is loaded after the timers were faked, when no function of Node leads to real ones: a wait for memory
 * that nobody changes. It does not keep the process alive.
 */
function startTimerOfEngine(callback: () => void, delayMs: number): () => void {
  const cell = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const wait = atomics.waitAsync(cell, 0, 0, Math.max(1, delayMs));
  void Promise.resolve(wait.value).then((ending) => ending === "timed-out" && callback());
  return () => {
    Atomics.notify(cell, 0);
  };
}

/** TypeScript's library of ES2022 lacks it. */
const atomics = Atomics as typeof Atomics & {
  waitAsync(
    cell: Int32Array,
    index: number,
    value: number,
    timeoutMs: number,
  ): { readonly value: Promise<string> | string };
};

function isNative(method: () => number): boolean {
  return /\{\s*\[native code\]\s*\}$/.test(Function.prototype.toString.call(method));
}

/** A timer of Node's has its delay as this member. Fake ones are plain objects of their library, or nothing at all. */
function isNodeTimer(start: (callback: () => void, delayMs: number) => object): boolean {
  const timer = start(() => {}, 1_000) as { readonly _idleTimeout?: number } | undefined;
  clearTimeout(timer as NodeJS.Timeout | undefined);
  return timer?._idleTimeout !== undefined;
}
