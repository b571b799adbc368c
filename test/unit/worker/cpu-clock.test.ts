import { expect, test } from "vitest";
import { cpuClock } from "../../../src/worker/cpu-clock.ts";

const cell = new Int32Array(new SharedArrayBuffer(4));
const block = (delayMs: number) => Atomics.wait(cell, 0, 0, delayMs);

test("the clock runs while Python does, and stands still while it sleeps or has nothing to do", () => {
  const start = cpuClock.nowMs();
  block(20);
  expect(cpuClock.nowMs()).toBe(start);
  cpuClock.run(() => {
    block(20);
    const before = cpuClock.nowMs();
    cpuClock.sleep(() => block(60));
    expect(cpuClock.nowMs() - before).toBeLessThan(50);
  });
  const worked = cpuClock.nowMs() - start;
  expect(worked).toBeGreaterThan(15);
  block(20);
  expect(cpuClock.nowMs() - start).toBe(worked);
});

test("a way into Python that began earlier does not stop the clock for one that goes on", () => {
  const start = cpuClock.nowMs();
  cpuClock.run(() => {
    cpuClock.stop();
    // Resumed: Python goes on when this turn of the event loop has ended.
    cpuClock.start();
  });
  block(20);
  expect(cpuClock.nowMs() - start).toBeGreaterThan(15);
  cpuClock.stop();
});
