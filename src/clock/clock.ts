/**
 * Time and timers of the platform. Test runners replace `Date`, `performance` and the global timers; a deadline, a
 * duration and the time in Python are real all the same. `#clock` in package.json chooses node.ts or web.ts.
 */
export interface Clock {
  /** Unix time in milliseconds. */
  unixTimeMs(): number;
  /** Milliseconds of a clock that only moves forward, for durations. */
  monotonicMs(): number;
  /** Calls back after any delay, `Infinity` included. */
  readonly startTimer: StartTimer;
  /** The same without keeping the process alive. */
  readonly startBackgroundTimer: StartTimer;
  /** Resolves when the event loop has handled the messages that have already arrived. */
  nextTurn(): Promise<void>;
}

/** @returns cancels the timer. */
export type StartTimer = (callback: () => void, delayMs: number) => () => void;

/** `setTimeout` takes a signed number of 32 bits. Node fires at once, with a warning, for a larger delay. */
export const LONGEST_DELAY_MS = 2 ** 31 - 1;

/** Makes timers for any delay of timers for up to `LONGEST_DELAY_MS`. */
export function longTimers(startTimer: StartTimer): StartTimer {
  return function startLongTimer(callback, delayMs) {
    if (delayMs <= LONGEST_DELAY_MS) return startTimer(callback, delayMs);
    let cancel = startTimer(() => {
      cancel = startLongTimer(callback, delayMs - LONGEST_DELAY_MS);
    }, LONGEST_DELAY_MS);
    return () => cancel();
  };
}
