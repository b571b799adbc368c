/**
 * How long Python has run in this worker: time in which it sleeps, waits or has nothing to do does not count. WebAssembly cannot
 * ask for processor time, so each way into Python starts this clock, and each way out stops it.
 */

let elapsedMs = 0;
/** When the clock was started; `undefined` while it is stopped. */
let startedMs: number | undefined;
/** Changes with every start, so that an earlier start does not stop a later one. */
let starts = 0;

export const cpuClock = {
  nowMs(): number {
    return startedMs === undefined ? elapsedMs : elapsedMs + performance.now() - startedMs;
  },
  start(): void {
    starts++;
    startedMs ??= performance.now();
  },
  stop(): void {
    elapsedMs = cpuClock.nowMs();
    startedMs = undefined;
  },
  /** The clock runs while `work` does. */
  run<Result>(work: () => Result): Result {
    if (startedMs !== undefined) return work();
    cpuClock.start();
    const start = starts;
    try {
      return work();
    } finally {
      if (start === starts) cpuClock.stop();
    }
  },
  /** The clock is stopped while `wait` blocks the thread. */
  sleep<Result>(wait: () => Result): Result {
    cpuClock.stop();
    try {
      return wait();
    } finally {
      // No start of its own: the one that has begun goes on.
      startedMs = performance.now();
    }
  },
};
