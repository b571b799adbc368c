import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LONGEST_DELAY_MS } from "../../../src/clock/clock.ts";
import { startTimer } from "../global-clock.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test.each([1, LONGEST_DELAY_MS, LONGEST_DELAY_MS + 1, 3 * LONGEST_DELAY_MS])(
  "a timer of %i ms calls back after as long",
  (delayMs) => {
    const callback = vi.fn();
    startTimer(callback, delayMs);
    vi.advanceTimersByTime(delayMs - 1);
    expect(callback).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(callback).toHaveBeenCalledOnce();
    expect(vi.getTimerCount()).toBe(0);
  },
);

test("a timer of Infinity never calls back", () => {
  const callback = vi.fn();
  const cancel = startTimer(callback, Number.POSITIVE_INFINITY);
  vi.advanceTimersByTime(10 * LONGEST_DELAY_MS);
  expect(callback).not.toHaveBeenCalled();
  cancel();
  expect(vi.getTimerCount()).toBe(0);
});

test("a long timer can be cancelled at any time", () => {
  const callback = vi.fn();
  const cancel = startTimer(callback, 3 * LONGEST_DELAY_MS);
  vi.advanceTimersByTime(2 * LONGEST_DELAY_MS + 1);
  cancel();
  expect(vi.getTimerCount()).toBe(0);
  expect(callback).not.toHaveBeenCalled();
});
