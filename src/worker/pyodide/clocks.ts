import { cpuClock } from "../cpu-clock.ts";
import { expectMembers } from "./private-api.ts";

/** C asks for a clock by its number; the libc refuses other numbers than these. Pointers are offsets in memory. */
interface ClockImports {
  clock_time_get(clock: number, precision: number | bigint, result: number): number;
  clock_res_get(clock: number, result: number): number;
}

export const TIME_MEMBERS = {
  clock_time_get: "function",
  clock_res_get: "function",
} as const;

const REALTIME = 0;
const PROCESS_CPUTIME = 2;
const THREAD_CPUTIME = 3;
const MONOTONIC = 1;
/** `errno.EINVAL`, in the numbers of WebAssembly's libc. */
const EINVAL = 28;
const NS_PER_MS = 1e6;

/**
 * Python's clocks with the precision of Linux. Emscripten's have no more of the time of day than its milliseconds, and no
 * processor time.
 *
 * @param memory of the instance that will import these; asked for when they are called.
 */
export function useClocks(imports: WebAssembly.Imports, memory: () => WebAssembly.Memory): void {
  const wasi = imports["wasi_snapshot_preview1"] as unknown as ClockImports;
  expectMembers("imports of WebAssembly", wasi, TIME_MEMBERS);
  const timeOfDay = new TimeOfDay();
  const write = (offset: number, ns: bigint) => {
    new DataView(memory().buffer, offset >>> 0, 8).setBigInt64(0, ns, true);
    return 0;
  };
  wasi.clock_time_get = (clock, _precision, result) => {
    if (clock === REALTIME) return write(result, timeOfDay.nowNs());
    if (clock === MONOTONIC) return write(result, nsOf(performance.now()));
    if (clock === PROCESS_CPUTIME || clock === THREAD_CPUTIME) return write(result, nsOf(cpuClock.nowMs()));
    return EINVAL;
  };
  wasi.clock_res_get = (clock, result) => (clock <= THREAD_CPUTIME ? write(result, 1n) : EINVAL);
}

const nsOf = (durationMs: number): bigint => BigInt(Math.round(durationMs * NS_PER_MS));

/**
 * Unix time in nanoseconds: that at which this worker's clock began, and the time on it. `Date` corrects it whenever the two
 * disagree, because the clock of the host is set or runs at another speed. So it is never behind `Date`, and never a
 * millisecond ahead.
 */
export class TimeOfDay {
  #originMs = performance.timeOrigin;
  #originNs = nsOf(this.#originMs);

  nowNs(): bigint {
    // On both sides: the thread may lose the processor between two readings, which is no reason to correct anything.
    const beforeMs = Date.now();
    const passedMs = performance.now();
    const afterMs = Date.now();
    const timeMs = this.#originMs + passedMs;
    if (timeMs < beforeMs) this.#correct(beforeMs - passedMs);
    else if (timeMs > afterMs + LONGEST_LEAD_MS) this.#correct(afterMs + LONGEST_LEAD_MS - passedMs);
    return this.#originNs + nsOf(passedMs);
  }

  #correct(originMs: number): void {
    this.#originMs = originMs;
    this.#originNs = nsOf(originMs);
  }
}

/** `Date` cuts the time to milliseconds; the clocks themselves differ by a few microseconds. */
const LONGEST_LEAD_MS = 1.01;
