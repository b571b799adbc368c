import { afterEach, expect, test, vi } from "vitest";
import * as clock from "../../../src/clock/web.ts";

const realNanoseconds = process.hrtime.bigint;

afterEach(() => {
  vi.useRealTimers();
});

test("a page's clock that was loaded before the timers were faked is real", async () => {
  const [wallMs, startMs, start] = [Date.now(), clock.monotonicMs(), realNanoseconds()];
  vi.useFakeTimers({ now: 0 });
  await clock.nextTurn();
  await new Promise<void>((resolve) => clock.startTimer(resolve, 20));
  const elapsedMs = Number(realNanoseconds() - start) / 1e6;
  expect(elapsedMs).toBeGreaterThanOrEqual(19);
  expect(clock.unixTimeMs()).toBeGreaterThan(wallMs);
  expect(clock.monotonicMs() - startMs).toBeGreaterThanOrEqual(19);
});
