import { describe, expect, test } from "vitest";
import { closedError, openPool, settle, unhandledRejections } from "./fake-pool.ts";

const TOO_MANY = "TOO_MANY_CALLS No node can serve the request: Concurrent requests exceeded";

describe("calls that wait", () => {
  test("are served in order of arrival, one at a time on each instance", async () => {
    const { call, diary, nth, release, started } = openPool();
    for (const name of ["a", "b", "c"]) call(name);
    nth(0).boot();
    await settle();
    expect(diary).toEqual(["a: 0"]);
    release(0);
    await settle();
    expect(diary).toEqual(["a: 0", "b: 0"]);
    release(0);
    await settle();
    expect(diary).toEqual(["a: 0", "b: 0", "c: 0"]);
    expect(started).toHaveLength(1);
  });

  test("get instances of their own, up to the limit", async () => {
    const { call, diary, nth, started } = openPool({ instances: 3 });
    expect(started).toHaveLength(1);
    for (const name of ["a", "b"]) call(name);
    expect(started).toHaveLength(2);
    for (const name of ["c", "d", "e"]) call(name);
    expect(started).toHaveLength(3);
    for (const number of [2, 0, 1]) {
      nth(number).boot();
      await settle();
    }
    expect(diary).toEqual(["a: 2", "b: 0", "c: 1"]);
  });

  test("start no instance while one is free", async () => {
    const { call, diary, nth, release, started } = openPool({ instances: 2 });
    nth(0).boot();
    for (const name of ["a", "b"]) {
      call(name);
      await settle();
      release(0);
    }
    expect([diary, started.length]).toEqual([["a: 0", "b: 0"], 1]);
  });

  test("take the instance that comes free before the one that boots", async () => {
    const { call, diary, nth, release } = openPool({ instances: 2 });
    nth(0).boot();
    call("a");
    await settle();
    call("b");
    release(0);
    await settle();
    nth(1).boot();
    call("c");
    await settle();
    expect(diary).toEqual(["a: 0", "b: 0", "c: 1"]);
  });
});

test("one who comes in the moment of a boot does not pass those who wait for it", async () => {
  const { call, diary, nth, release } = openPool();
  call("a");
  nth(0).boot();
  call("b");
  await settle();
  expect(diary).toEqual(["a: 0"]);
  release(0);
  await settle();
  expect(diary).toEqual(["a: 0", "b: 0"]);
});

describe("the limit of calls", () => {
  test("counts those who wait, and refuses those beyond", async () => {
    const { call, diary, nth, release } = openPool({ calls: 2 });
    nth(0).boot();
    for (const name of ["a", "b", "c"]) call(name);
    await settle();
    expect(diary.toSorted()).toEqual(["a: 0", `c: ${TOO_MANY}`]);
    release(0);
    call("d");
    call("e");
    await settle();
    expect(diary.slice(2).toSorted()).toEqual(["b: 0", `e: ${TOO_MANY}`]);
    release(0);
    await settle();
    expect(diary.at(-1)).toBe("d: 0");
  });

  test("is not widened by what is released twice", async () => {
    const { call, diary, nth, release } = openPool({ calls: 1 });
    nth(0).boot();
    call("a");
    await settle();
    release(0);
    release(0);
    call("b");
    call("c");
    await settle();
    expect(diary.toSorted()).toEqual(["a: 0", "b: 0", `c: ${TOO_MANY}`]);
  });

  test("counts no call whose boot failed", async () => {
    const { call, diary, nth } = openPool({ calls: 1 });
    call("a");
    nth(0).failBoot("no memory");
    await settle();
    call("b");
    nth(1).boot();
    await settle();
    expect(diary).toEqual(["a: BOOT_FAILED no memory", "b: 1"]);
  });
});

describe("one who gives up", () => {
  test("leaves the queue and frees its place", async () => {
    const { call, diary, nth, release } = openPool({ calls: 2 });
    const controller = new AbortController();
    nth(0).boot();
    call("a");
    call("b", controller.signal);
    await settle();
    controller.abort();
    await settle();
    call("c");
    release(0);
    await settle();
    expect(diary).toEqual(["a: 0", "b: gave up", "c: 0"]);
  });

  test("before it began takes nothing", async () => {
    const { call, diary, nth } = openPool({ calls: 1 });
    nth(0).boot();
    call("a", AbortSignal.abort());
    await settle();
    call("b");
    await settle();
    expect(diary).toEqual(["a: gave up", "b: 0"]);
  });

  test.each([
    ["just after its turn came", ["release", "abort"]],
    ["just before its turn comes", ["abort", "release"]],
  ])("%s loses no instance", async (_, order) => {
    const { call, diary, nth, release } = openPool({ calls: 2 });
    const controller = new AbortController();
    nth(0).boot();
    call("a");
    call("b", controller.signal);
    await settle();
    for (const step of order) step === "abort" ? controller.abort() : release(0);
    await settle();
    // Its turn may stand, if it came first: then the caller has to give the instance back.
    if (diary.includes("b: 0")) release(0);
    call("c");
    call("d");
    await settle();
    release(0);
    await settle();
    expect(diary.slice(2)).toEqual(["c: 0", "d: 0"]);
  });

  test("in the moment in which all are refused is told, and leaves no rejection behind", async () => {
    const unhandled = unhandledRejections();
    const { call, diary, pool } = openPool();
    const controller = new AbortController();
    call("a", controller.signal);
    await settle();
    controller.abort();
    await pool.close(closedError());
    await settle();
    expect([diary, unhandled]).toEqual([["a: gave up"], []]);
  });

  // The pool hears of the boot some microtasks later: at one of these distances both come at once.
  test.each([0, 1, 2, 3, 4, 5])("%i microtasks after its boot failed frees its place", async (distance) => {
    const unhandled = unhandledRejections();
    const { call, diary, nth } = openPool({ calls: 1 });
    const controller = new AbortController();
    call("a", controller.signal);
    nth(0).failBoot("no memory");
    for (let ticks = 0; ticks < distance; ticks += 1) await null;
    controller.abort();
    await settle();
    call("b");
    nth(1).boot();
    await settle();
    expect([diary.at(-1), unhandled]).toEqual(["b: 1", []]);
  });
});
