import { afterEach, expect, test, vi } from "vitest";
import { TimeOfDay } from "../../../../src/worker/pyodide/clocks.ts";

afterEach(() => vi.restoreAllMocks());

/** The clocks of a host, in milliseconds. */
function setClocks(dateMs: number, passedMs: number): void {
  vi.spyOn(Date, "now").mockReturnValue(dateMs);
  vi.spyOn(performance, "now").mockReturnValue(passedMs);
}

const originMs = performance.timeOrigin;

test("the time of day has the nanoseconds of the clock that only moves forward", () => {
  const time = new TimeOfDay();
  setClocks(Math.floor(originMs + 5), 5);
  const before = time.nowNs();
  setClocks(Math.floor(originMs + 5.0025), 5.0025);
  expect(time.nowNs() - before).toBe(2_500n);
});

test("it follows a host whose clock is set forward or back", () => {
  const time = new TimeOfDay();
  for (const shiftMs of [3_600_000, -3_600_000, 0.4]) {
    const dateMs = Math.floor(originMs) + shiftMs;
    setClocks(Math.floor(dateMs), 7);
    const aheadMs = Number(time.nowNs() - BigInt(Math.floor(dateMs)) * 1_000_000n) / 1e6;
    expect(aheadMs).toBeGreaterThanOrEqual(-0.001);
    expect(aheadMs).toBeLessThan(1.02);
  }
});

test("a thread that loses the processor between two readings does not set the clock forward", () => {
  const time = new TimeOfDay();
  setClocks(Math.floor(originMs + 5), 5);
  const before = time.nowNs();
  // 40 ms pass between the reading of one clock and that of the other.
  vi.spyOn(Date, "now")
    .mockReturnValueOnce(Math.floor(originMs + 5))
    .mockReturnValue(Math.floor(originMs + 45));
  expect(time.nowNs()).toBe(before);
});

test("it is never behind the host's date, and never goes back while the host's clock does not", () => {
  const time = new TimeOfDay();
  let last = 0n;
  for (let round = 0; round < 20_000; round++) {
    const dateMs = Date.now();
    const ns = time.nowNs();
    expect(ns >= last && ns >= BigInt(dateMs) * 1_000_000n - 1_000n).toBe(true);
    last = ns;
  }
});
