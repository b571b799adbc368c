import { describe, expect, test } from "vitest";
import { importFailure, resultMessage } from "./fake-platform.ts";
import { CALL, ignore, LIMITS, ready } from "./ready-instance.ts";

describe("load()", () => {
  test("imports ahead, so that the first call is warm, and keeps nothing alive", async () => {
    const { instance, worker } = await ready({
      onLoad: ({ callId }, worker) => worker.post(resultMessage("null", { callId })),
      onCall: ({ callId }, worker) => worker.post(resultMessage("1", { callId })),
    });
    const before = worker.keptAlive.length;
    const load = instance.load();
    await Promise.resolve();
    expect([instance.state, instance.isWarm]).toEqual(["busy", false]);
    await load;
    expect([instance.state, instance.isWarm]).toEqual(["ready", true]);
    expect(worker.keptAlive.slice(before)).not.toContain(true);
    expect(await instance.call(CALL, LIMITS, ignore)).toMatchObject({ message: { callId: 2 } });
  });

  test("of code that cannot be imported ends the instance, and says nothing", async () => {
    const { instance } = await ready({
      onLoad: ({ callId }, worker) => worker.post(importFailure(callId)),
    });
    await expect(instance.load()).resolves.toBeUndefined();
    expect(instance.state).toBe("ended");
  });

  test("on an instance that has ended does nothing", async () => {
    const { instance, worker } = await ready({});
    await instance.end();
    await instance.load();
    expect(worker.calls).toEqual([]);
  });
});
