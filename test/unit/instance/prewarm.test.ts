import { describe, expect, onTestFinished, test, vi } from "vitest";
import { Spare } from "../../../src/instance/prewarm.ts";
import type { Assets } from "../../../src/wire/protocol.ts";
import { settled, until } from "../turns.ts";
import { type FakeWorker, fakePlatform, type Plan } from "./fake-platform.ts";

/** A spare that one function has entered. */
function open(plan: Plan = {}) {
  const { workers, ...platform } = fakePlatform(plan);
  const spare = new Spare(platform);
  spare.enter();
  return { spare, workers };
}

/** Has the spare started that `keep()` asks for. */
async function keep(spare: Spare): Promise<void> {
  vi.useFakeTimers();
  spare.keep();
  await vi.advanceTimersByTimeAsync(50);
  vi.useRealTimers();
}

function useFakeTimers(): void {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
}

describe("a spare", () => {
  test("is started a moment after keep(), and not before", () => {
    useFakeTimers();
    const { spare, workers } = open();
    spare.keep();
    vi.advanceTimersByTime(49);
    expect(workers).toHaveLength(0);
    vi.advanceTimersByTime(1);
    expect(workers).toHaveLength(1);
  });

  test("is put off by no answer that follows", () => {
    useFakeTimers();
    const { spare, workers } = open();
    for (let answers = 0; answers < 5; answers += 1) {
      spare.keep();
      vi.advanceTimersByTime(10);
    }
    expect(workers).toHaveLength(1);
  });

  test("is started by keepSoon() half a second later, and earlier by an answer in between", () => {
    useFakeTimers();
    const { spare, workers } = open();
    spare.keepSoon();
    vi.advanceTimersByTime(499);
    expect(workers).toHaveLength(0);
    vi.advanceTimersByTime(1);
    expect(workers).toHaveLength(1);
    spare.take();
    spare.keepSoon();
    spare.keep();
    vi.advanceTimersByTime(50);
    expect(workers).toHaveLength(2);
    spare.take();
    vi.advanceTimersByTime(1_000);
    expect(workers).toHaveLength(2);
  });

  test.each(["keep", "keepSoon"] as const)(
    "is not started by %s() for a program that closes its function at once",
    async (method) => {
      useFakeTimers();
      const { spare, workers } = open();
      spare[method]();
      await spare.leave();
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
    const spare = new Spare(platform, "https://cdn.example/");
    spare.enter();
    await keep(spare);
    for (let count = 0; count < 2; count += 1) await spare.take().started;
    expect(asked).toEqual(["https://cdn.example/", "https://cdn.example/"]);
  });

  test("is one, however often it is kept", async () => {
    const { spare, workers } = open();
    await keep(spare);
    await keep(spare);
    expect(workers).toHaveLength(1);
  });

  test("is taken once, and replaced when it is kept again", async () => {
    const { spare, workers } = open();
    await keep(spare);
    expect(spare.take().worker).toBe(workers[0]?.handle);
    expect(spare.take().worker).toBe(workers[1]?.handle);
    expect(workers).toHaveLength(2);
    await keep(spare);
    expect(workers).toHaveLength(3);
    expect(spare.take().worker).toBe(workers[2]?.handle);
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
    const { spare, workers } = open(plan);
    await keep(spare);
    await end(workers[0]);
    await keep(spare);
    expect(workers).toHaveLength(2);
    expect(spare.take().worker).toBe(workers[1]?.handle);
    await keep(spare);
    await end(workers[2]);
    expect(spare.take().worker).toBe(workers[3]?.handle);
  });

  test("boots, and never keeps the process alive", async () => {
    let starts = 0;
    const { spare, workers } = open({
      start: () => {
        starts += 1;
        return { kind: "started", memoryBytes: 1 };
      },
    });
    await keep(spare);
    await until(() => starts > 0);
    await settled();
    expect(starts).toBe(1);
    expect(workers[0]?.keptAlive).not.toContain(true);
  });

  test("ends with the last function, not with the one before it", async () => {
    const { spare, workers } = open();
    spare.enter();
    await keep(spare);
    await spare.leave();
    expect(workers[0]?.terminations).toBe(0);
    await spare.leave();
    expect(workers[0]?.terminations).toBe(1);
  });

  test("is not kept when no function is open, and is again when one opens", async () => {
    const { spare, workers } = open();
    await spare.leave();
    await keep(spare);
    expect(workers).toHaveLength(0);
    spare.enter();
    await keep(spare);
    expect(workers).toHaveLength(1);
  });

  test("that was taken is not ended with the last function", async () => {
    const { spare, workers } = open();
    await keep(spare);
    spare.take();
    await spare.leave();
    expect(workers[0]?.terminations).toBe(0);
  });
});
