import { createRequire, syncBuiltinESMExports } from "node:module";
import { hrtime } from "node:process";
import { mock } from "node:test";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { StartTimer } from "../../../src/clock/clock.ts";
import * as early from "../../../src/clock/node.ts";

type Clock = typeof early;

const timers: Record<string, () => unknown> = createRequire(import.meta.url)("node:timers");
const realNanoseconds = hrtime.bigint;

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  syncBuiltinESMExports();
  mock.timers.reset();
});

const FAKES: Readonly<Record<string, () => void>> = {
  "Vitest's fake timers": () => vi.useFakeTimers({ now: 5 }),
  "a mocked date": () => vi.setSystemTime(5),
  "the mock timers of node:test": () =>
    mock.timers.enable({ apis: ["setTimeout", "setImmediate", "Date"], now: 5 }),
  "timers that are overwritten in node:timers": () => {
    for (const name of ["setTimeout", "setImmediate"]) {
      vi.spyOn(timers, name).mockReturnValue({});
    }
    syncBuiltinESMExports();
  },
};

describe.each(Object.entries(FAKES))("under %s, the clock is real", (_name, fake) => {
  test("when it was loaded before", async () => {
    const wallMs = Date.now();
    fake();
    await expectReal(early, wallMs);
  });

  test("when it is loaded after", async () => {
    const wallMs = Date.now();
    fake();
    vi.resetModules();
    await expectReal(await import("../../../src/clock/node.ts"), wallMs);
  });
});

async function expectReal(clock: Clock, wallMs: number): Promise<void> {
  expect(clock.unixTimeMs()).toBeGreaterThanOrEqual(wallMs);
  expect(await elapsedMs(clock.startTimer)).toBeGreaterThanOrEqual(DELAY_MS - 1);
  expect(await elapsedMs(clock.startBackgroundTimer)).toBeGreaterThanOrEqual(DELAY_MS - 1);
  expect(await firstOf(clock)).toBe("not cancelled");
  const startMs = clock.monotonicMs();
  await clock.nextTurn();
  expect(clock.monotonicMs()).toBeGreaterThan(startMs);
}

const DELAY_MS = 20;

async function elapsedMs(startTimer: StartTimer): Promise<number> {
  const start = realNanoseconds();
  await new Promise<void>((resolve) => startTimer(resolve, DELAY_MS));
  return Number(realNanoseconds() - start) / 1e6;
}

function firstOf({ startTimer }: Clock): Promise<string> {
  return new Promise((resolve) => {
    startTimer(() => resolve("cancelled"), DELAY_MS)();
    startTimer(() => resolve("not cancelled"), 2 * DELAY_MS);
  });
}
