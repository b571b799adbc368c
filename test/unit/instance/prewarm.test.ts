import { describe, expect, onTestFinished, test, vi } from "vitest";
import { Prewarm } from "../../../src/instance/prewarm.ts";
import type { Assets } from "../../../src/wire/protocol.ts";
import { settled, until } from "../turns.ts";
import { type FakeWorker, fakePlatform, type Plan } from "./fake-platform.ts";

/** A prewarm that one function has entered. */
function open(plan: Plan = {}) {
  const { workers, ...platform } = fakePlatform(plan);
  const prewarm = new Prewarm(platform);
  prewarm.enter();
  return { prewarm, workers };
}

/** Has the prewarm started that `keep()` asks for. */
async function keep(prewarm: Prewarm): Promise<void> {
  vi.useFakeTimers();
  prewarm.keep();
  await vi.advanceTimersByTimeAsync(50);
  vi.useRealTimers();
}

function useFakeTimers(): void {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
}

describe("a prewarmed interpreter", () => {
  test("is started a moment after keep(), and not before", () => {
    useFakeTimers();
    const { prewarm, workers } = open();
    prewarm.keep();
    vi.advanceTimersByTime(49);
    expect(workers).toHaveLength(0);
    vi.advanceTimersByTime(1);
    expect(workers).toHaveLength(1);
  });

  test("is put off by no answer that follows", () => {
    useFakeTimers();
    const { prewarm, workers } = open();
    for (let answers = 0; answers < 5; answers += 1) {
      prewarm.keep();
      vi.advanceTimersByTime(10);
    }
    expect(workers).toHaveLength(1);
  });

  test("is started by keepSoon() half a second later, and earlier by an answer in between", () => {
    useFakeTimers();
    const { prewarm, workers } = open();
    prewarm.keepSoon();
    vi.advanceTimersByTime(499);
    expect(workers).toHaveLength(0);
    vi.advanceTimersByTime(1);
    expect(workers).toHaveLength(1);
    prewarm.take();
    prewarm.keepSoon();
    prewarm.keep();
    vi.advanceTimersByTime(50);
    expect(workers).toHaveLength(2);
    prewarm.take();
    vi.advanceTimersByTime(1_000);
    expect(workers).toHaveLength(2);
  });

  test.each(["keep", "keepSoon"] as const)(
    "is not started by %s() for a program that closes its function at once",
    async (method) => {
      useFakeTimers();
      const { prewarm, workers } = open();
      prewarm[method]();
      await prewarm.leave();
      expect(vi.getTimerCount()).toBe(0);
      expect(workers).toHaveLength(0);
    },
  );

  test("is of the same assets as what is taken without it", async () => {
    const asked: (string | undefined)[] = [];
    const platform = fakePlatform({
      loadAssets: async (assetsUrl) => {
        asked.push(assetsUrl);
        return {} as Assets;
      },
    });
    const prewarm = new Prewarm(platform, "https://cdn.example/");
    prewarm.enter();
    await keep(prewarm);
    for (let count = 0; count < 2; count += 1) await prewarm.take().started;
    expect(asked).toEqual(["https://cdn.example/", "https://cdn.example/"]);
  });

  test("is one, however often it is kept", async () => {
    const { prewarm, workers } = open();
    await keep(prewarm);
    await keep(prewarm);
    expect(workers).toHaveLength(1);
  });

  test("is taken once, and replaced when it is kept again", async () => {
    const { prewarm, workers } = open();
    await keep(prewarm);
    expect(prewarm.take().worker).toBe(workers[0]?.handle);
    expect(prewarm.take().worker).toBe(workers[1]?.handle);
    expect(workers).toHaveLength(2);
    await keep(prewarm);
    expect(workers).toHaveLength(3);
    expect(prewarm.take().worker).toBe(workers[2]?.handle);
  });

  const isTerminated = (worker?: FakeWorker) => until(() => (worker?.terminations ?? 0) > 0);

  test.each<[string, Plan, (worker?: FakeWorker) => Promise<unknown>]>([
    [
      "has died",
      {},
      (worker) => {
        worker?.die("exit code 1");
        return settled();
      },
    ],
    ["did not boot", { start: () => ({ kind: "failed", reason: "no memory" }) }, isTerminated],
  ])("that %s is not handed out, and is replaced when it is kept again", async (_, plan, end) => {
    const { prewarm, workers } = open(plan);
    await keep(prewarm);
    await end(workers[0]);
    await keep(prewarm);
    expect(workers).toHaveLength(2);
    expect(prewarm.take().worker).toBe(workers[1]?.handle);
    await keep(prewarm);
    await end(workers[2]);
    expect(prewarm.take().worker).toBe(workers[3]?.handle);
  });

  test("boots, and never keeps the process alive", async () => {
    let starts = 0;
    const { prewarm, workers } = open({
      start: () => {
        starts += 1;
        return { kind: "started", memoryBytes: 1 };
      },
    });
    await keep(prewarm);
    await until(() => starts > 0);
    await settled();
    expect(starts).toBe(1);
    expect(workers[0]?.keptAlive).not.toContain(true);
  });

  test("ends with the last function, not with the one before it", async () => {
    const { prewarm, workers } = open();
    prewarm.enter();
    await keep(prewarm);
    await prewarm.leave();
    expect(workers[0]?.terminations).toBe(0);
    await prewarm.leave();
    expect(workers[0]?.terminations).toBe(1);
  });

  test("is not kept when no function is open, and is again when one opens", async () => {
    const { prewarm, workers } = open();
    await prewarm.leave();
    await keep(prewarm);
    expect(workers).toHaveLength(0);
    prewarm.enter();
    await keep(prewarm);
    expect(workers).toHaveLength(1);
  });

  test("that was taken is not ended with the last function", async () => {
    const { prewarm, workers } = open();
    await keep(prewarm);
    prewarm.take();
    await prewarm.leave();
    expect(workers[0]?.terminations).toBe(0);
  });
});
