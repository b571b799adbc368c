import { type Clock, longTimers } from "./clock.ts";

// Copied while the module loads, since fake timers overwrite the globals later.
const { setTimeout, clearTimeout } = globalThis;

export const unixTimeMs: Clock["unixTimeMs"] = Date.now;
export const monotonicMs: Clock["monotonicMs"] = performance.now.bind(performance);

export const startTimer: Clock["startTimer"] = longTimers((callback, delayMs) => {
  const timer = setTimeout(callback, delayMs);
  return () => clearTimeout(timer);
});
/** A page lives as long as its tab, whatever timers it has. */
export const startBackgroundTimer: Clock["startBackgroundTimer"] = startTimer;

export const nextTurn: Clock["nextTurn"] = () => new Promise((resolve) => startTimer(resolve, 0));
