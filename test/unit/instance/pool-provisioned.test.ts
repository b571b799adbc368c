import { describe, expect, test } from "vitest";
import { openPool, settle } from "./fake-pool.ts";

describe("provisioned instances", () => {
  test("start and import ahead of the first call, and others do not", async () => {
    const { nth, started } = openPool({ instances: 3, provisioned: 2 });
    expect(started).toHaveLength(2);
    for (const instance of started) instance.boot();
    await settle();
    expect([nth(0).loads, nth(1).loads]).toEqual([1, 1]);
    const plain = openPool({ instances: 3 });
    plain.nth(0).boot();
    await settle();
    expect([plain.started.length, plain.nth(0).loads]).toEqual([1, 0]);
  });

  test.each([
    ["before the boot", 0],
    ["in the moment of the boot", 1],
    ["during the import", 2],
  ])("make a call that comes %s wait for the import", async (_, moment) => {
    const { call, diary, nth, started } = openPool({ provisioned: 1 });
    if (moment === 0) call("a");
    nth(0).boot();
    if (moment === 1) call("a");
    await settle();
    if (moment === 2) call("a");
    await settle();
    expect([diary, nth(0).loads]).toEqual([[], 1]);
    nth(0).finishLoad();
    await settle();
    expect([diary, started.length]).toEqual([["a: 0"], 1]);
  });

  test("whose import fails leave it to a call to tell", async () => {
    const { call, diary, nth, started } = openPool({ provisioned: 1 });
    nth(0).boot();
    await settle();
    call("a");
    nth(0).state = "ended";
    nth(0).finishLoad();
    await settle();
    nth(1).boot();
    await settle();
    expect([diary, started.length]).toEqual([["a: 1"], 2]);
  });

  test("that end are replaced, the import included", async () => {
    const { call, nth, release } = openPool({ provisioned: 1 });
    nth(0).boot();
    await settle();
    nth(0).finishLoad();
    call("a");
    await settle();
    nth(0).state = "ended";
    release(0);
    nth(1).boot();
    await settle();
    expect(nth(1).loads).toBe(1);
  });
});
