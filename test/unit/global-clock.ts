import { type Clock, longTimers } from "../../src/clock/clock.ts";

/** In place of `#clock` in unit tests, so that Vitest's fake timers move it. */
export const unixTimeMs: Clock["unixTimeMs"] = () => Date.now();
export const monotonicMs: Clock["monotonicMs"] = () => performance.now();
export const startTimer: Clock["startTimer"] = longTimers((callback, delayMs) => {
  const timer = setTimeout(callback, delayMs);
  return () => clearTimeout(timer);
});
export const startBackgroundTimer: Clock["startBackgroundTimer"] = longTimers((callback, delayMs) => {
  const timer = setTimeout(callback, delayMs).unref();
  return () => clearTimeout(timer);
});
export const nextTurn: Clock["nextTurn"] = () => new Promise((resolve) => setTimeout(resolve, 0));
