import { describe, expect, test, vi } from "vitest";
import { closedError, openPool, settle, useFakeTimers } from "./fake-pool.ts";

describe("a boot that fails", () => {
  test("refuses those who wait, and the next call tries again", async () => {
    const { call, diary, nth, started } = openPool();
    for (const name of ["a", "b"]) call(name);
    nth(0).failBoot("no memory");
    await settle();
    expect(diary).toEqual(["a: BOOT_FAILED no memory", "b: BOOT_FAILED no memory"]);
    expect(started).toHaveLength(1);
    call("c");
    nth(1).boot();
    await settle();
    expect(diary.at(-1)).toBe("c: 1");
  });

  test("refuses nobody while another boots", async () => {
    const { call, diary, nth, release } = openPool({ instances: 2 });
    for (const name of ["a", "b"]) call(name);
    nth(0).failBoot("no memory");
    await settle();
    expect(diary).toEqual([]);
    nth(1).boot();
    await settle();
    expect(diary).toEqual(["a: 1"]);
    release(1);
    await settle();
    expect(diary).toEqual(["a: 1", "b: 1"]);
  });

  test("is not tried again for ever when they fail one after the other", async () => {
    const { call, diary, started, states } = openPool({ instances: 2 });
    for (const name of ["a", "b"]) call(name);
    for (let attempts = 0; attempts < 20 && states().includes("booting"); attempts += 1) {
      started.find(({ state }) => state === "booting")?.failBoot("no memory");
      await settle();
    }
    expect(diary).toEqual(["a: BOOT_FAILED no memory", "b: BOOT_FAILED no memory"]);
    expect(started).toHaveLength(2);
  });

  test("that nobody waited for is replaced by the next call", async () => {
    const { call, diary, nth, started } = openPool();
    nth(0).failBoot("no memory");
    await settle();
    expect(started).toHaveLength(1);
    call("a");
    nth(1).boot();
    await settle();
    expect(diary).toEqual(["a: 1"]);
  });
});

describe("an instance that has ended", () => {
  test("in a call is replaced at once when the call gives it back", async () => {
    const { call, diary, nth, release, started } = openPool();
    nth(0).boot();
    call("a");
    await settle();
    nth(0).state = "ended";
    release(0);
    expect(started).toHaveLength(2);
    call("b");
    nth(1).boot();
    await settle();
    expect([diary, started.length]).toEqual([["a: 0", "b: 1"], 2]);
  });

  test("while it idled is not handed out", async () => {
    const { call, diary, nth, pool } = openPool();
    nth(0).boot();
    nth(0).state = "ended";
    expect(pool.any).not.toBe(nth(0));
    call("a");
    nth(1).boot();
    await settle();
    expect(diary).toEqual(["a: 1"]);
  });
});

describe("an idle instance", () => {
  test("ends after a while, and a call in time puts that off", async () => {
    useFakeTimers();
    const { call, nth, release, states } = openPool({ idleMs: 1_000 });
    nth(0).boot();
    for (const waitMs of [0, 999]) {
      vi.advanceTimersByTime(waitMs);
      call("a");
      await settle();
      vi.advanceTimersByTime(5_000);
      expect(states()).toEqual(["ready"]);
      release(0);
    }
    vi.advanceTimersByTime(999);
    expect(states()).toEqual(["ready"]);
    vi.advanceTimersByTime(1);
    expect(states()).toEqual(["ended"]);
  });

  test("that was started for a call which another served ends too", async () => {
    useFakeTimers();
    const { call, diary, nth, release, states } = openPool({ instances: 2, idleMs: 1_000 });
    nth(0).boot();
    call("a");
    await settle();
    call("b");
    release(0);
    nth(1).boot();
    await settle();
    expect(diary).toEqual(["a: 0", "b: 0"]);
    vi.advanceTimersByTime(1_000);
    await settle();
    expect(states()).toEqual(["ready", "ended"]);
  });

  test("that was never called ends too", async () => {
    useFakeTimers();
    const { call, diary, nth, states } = openPool({ idleMs: 1_000 });
    nth(0).boot();
    await settle();
    vi.advanceTimersByTime(999);
    expect(states()).toEqual(["ready"]);
    vi.advanceTimersByTime(1);
    expect(states()).toEqual(["ended"]);
    call("a");
    nth(1).boot();
    await settle();
    expect(diary).toEqual(["a: 1"]);
  });

  test("that was ready ahead of its first call lives while the call lasts, and idles anew after it", async () => {
    useFakeTimers();
    const { call, nth, release, states } = openPool({ idleMs: 1_000 });
    nth(0).boot();
    await settle();
    vi.advanceTimersByTime(900);
    call("a");
    await settle();
    vi.advanceTimersByTime(5_000);
    release(0);
    vi.advanceTimersByTime(999);
    expect(states()).toEqual(["ready"]);
    vi.advanceTimersByTime(1);
    expect(states()).toEqual(["ended"]);
  });

  test("stays when it is provisioned, those beyond end", async () => {
    useFakeTimers();
    const { call, nth, release, states } = openPool({ instances: 2, provisioned: 1, idleMs: 1_000 });
    nth(0).boot();
    await settle();
    nth(0).finishLoad();
    await settle();
    for (const name of ["a", "b"]) call(name);
    nth(1).boot();
    await settle();
    release(0);
    release(1);
    vi.advanceTimersByTime(60_000);
    expect(states().toSorted()).toEqual(["ended", "ready"]);
    call("c");
    await settle();
    vi.advanceTimersByTime(60_000);
    expect(states().toSorted()).toEqual(["ended", "ready"]);
  });

  test("leaves no clock behind when the pool closes", async () => {
    useFakeTimers();
    const { call, nth, pool, release } = openPool();
    nth(0).boot();
    call("a");
    await settle();
    release(0);
    expect(vi.getTimerCount()).toBe(1);
    await pool.close(closedError());
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("close()", () => {
  test("refuses those who wait, ends all, and may be called again", async () => {
    const { call, diary, nth, pool, release, started, states } = openPool({ instances: 2, provisioned: 1 });
    nth(0).boot();
    await settle();
    nth(0).finishLoad();
    for (const name of ["a", "b", "c"]) call(name);
    await settle();
    await Promise.all([pool.close(closedError()), pool.close(closedError())]);
    await settle();
    expect(diary).toEqual(["a: 0", "b: FUNCTION_CLOSED closed", "c: FUNCTION_CLOSED closed"]);
    expect(states()).toEqual(["ended", "ended"]);
    release(0);
    await settle();
    expect(started).toHaveLength(2);
  });
});
