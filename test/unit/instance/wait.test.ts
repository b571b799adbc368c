import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Ending, type Wait, waitFor } from "../../../src/instance/wait.ts";
import { nextTurn } from "../turns.ts";

const never = new Promise<never>(() => {});

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("waitFor()", () => {
  test.each<[string, Partial<Wait<number>> & { abortAfterMs?: number }, Ending<number>]>([
    ["an answer", { value: Promise.resolve(5) }, { kind: "value", value: 5 }],
    ["a death", { death: Promise.resolve("exit code 1") }, { kind: "death", reason: "exit code 1" }],
    ["a deadline", { timeoutMs: 50 }, { kind: "deadline" }],
    ["a deadline of nothing", { timeoutMs: 0 }, { kind: "deadline" }],
    ["an abort", { abortAfterMs: 20 }, { kind: "aborted" }],
    ["an abort before it began", { abortAfterMs: -1 }, { kind: "aborted" }],
    ["an abort before a deadline", { abortAfterMs: 20, timeoutMs: 50 }, { kind: "aborted" }],
    ["a deadline before an abort", { abortAfterMs: 90, timeoutMs: 50 }, { kind: "deadline" }],
    [
      "an abort before it began, though the answer is there",
      { abortAfterMs: -1, value: Promise.resolve(5) },
      { kind: "aborted" },
    ],
  ])(
    "ends with %s, and leaves no timer and no listener",
    async (_, { abortAfterMs, ...racers }, expected) => {
      const controller = new AbortController();
      const listeners = countListeners(controller.signal);
      if (abortAfterMs === -1) controller.abort();
      else if (abortAfterMs !== undefined) setTimeout(() => controller.abort(), abortAfterMs);
      const ending = waitFor({ value: never, signal: controller.signal, ...racers });
      await vi.advanceTimersByTimeAsync(55);
      expect(await ending).toEqual(expected);
      expect(listeners()).toBe(0);
      expect(vi.getTimerCount()).toBe((abortAfterMs ?? 0) > 55 ? 1 : 0);
    },
  );

  test("shares one listener between all waits with a signal, of which Node would warn", async () => {
    const controller = new AbortController();
    const listeners = countListeners(controller.signal);
    const first = waitFor({ value: Promise.resolve(5), signal: controller.signal });
    const others = Array.from({ length: 20 }, () => waitFor({ value: never, signal: controller.signal }));
    expect(listeners()).toBe(1);
    expect(await first).toEqual({ kind: "value", value: 5 });
    expect(listeners()).toBe(1);
    controller.abort();
    expect(await Promise.all(others)).toEqual(others.map(() => ({ kind: "aborted" })));
    expect(listeners()).toBe(0);
  });

  test("rejects as its answer does, and leaves nothing behind then either", async () => {
    const controller = new AbortController();
    const listeners = countListeners(controller.signal);
    const ending = waitFor({
      value: Promise.reject(new RangeError("no")),
      timeoutMs: 50,
      signal: controller.signal,
    });
    await expect(ending).rejects.toThrow(new RangeError("no"));
    expect([vi.getTimerCount(), listeners()]).toEqual([0, 0]);
  });

  test("lets an answer that fails too late be no unhandled rejection", async () => {
    const unhandled: unknown[] = [];
    const listen = (reason: unknown) => unhandled.push(reason);
    process.on("unhandledRejection", listen);
    const answer = new Promise<number>((_, reject) => setTimeout(() => reject(new Error("late")), 80));
    const ending = waitFor({ value: answer, timeoutMs: 50 });
    await vi.advanceTimersByTimeAsync(100);
    vi.useRealTimers();
    await nextTurn();
    process.off("unhandledRejection", listen);
    expect([await ending, unhandled]).toEqual([{ kind: "deadline" }, []]);
  });

  test("leaves nothing with a death that is yet to come", async () => {
    const death = new Promise<string>(() => {});
    const then = vi.spyOn(death, "then");
    for (let call = 0; call < 100; call += 1) await waitFor({ value: Promise.resolve(call), death });
    expect(then).toHaveBeenCalledTimes(1);
  });

  test("tells all who wait of a death, and those who come after it", async () => {
    let die = (_reason: string): void => {};
    const death = new Promise<string>((resolve) => {
      die = resolve;
    });
    await waitFor({ value: Promise.resolve("over before"), death });
    const waiting = [waitFor({ value: never, death }), waitFor({ value: never, death })];
    die("exit code 1");
    const endings = [...(await Promise.all(waiting)), await waitFor({ value: never, death })];
    expect(endings).toEqual(Array(3).fill({ kind: "death", reason: "exit code 1" }));
  });
});

/** How many listeners were added to `signal` and not taken away. */
function countListeners(signal: AbortSignal): () => number {
  const added = vi.spyOn(signal, "addEventListener");
  const removed = vi.spyOn(signal, "removeEventListener");
  return () => {
    const gone = removed.mock.calls.map(([, listener]) => listener);
    return added.mock.calls.filter(([, listener]) => !gone.includes(listener)).length;
  };
}
