import { describe, expect, onTestFinished, test, vi } from "vitest";
import { contractRows } from "../../contract/read.ts";
import { importFailure, type Plan, resultMessage } from "../instance/fake-platform.ts";
import { until } from "../turns.ts";
import { echo, open, workers } from "./open-function.ts";

vi.mock("../../../src/platform/node/platform.ts", () => import("./fake-host.ts"));

describe("scaling", () => {
  test("makes calls at once on instances of their own, and refuses those beyond the limit of calls", async () => {
    const fn = open({}, { scaling: { zoneInstancesLimit: 2, zoneRequestsLimit: 2 } });
    const calls = [fn.execute(1), fn.execute(2)];
    expect(await fn.execute(3)).toMatchObject({
      outcome: "rejected",
      error: { code: "TOO_MANY_CALLS" },
      logs: [{ level: "ERROR", message: expect.stringContaining("Code: 429") }],
    });
    await until(() => workers.every((worker) => worker.calls.length === 1));
    expect(workers).toHaveLength(2);
    for (const worker of workers) worker.post(resultMessage("1"));
    for (const { outcome } of await Promise.all(calls)) expect(outcome).toBe("success");
  });

  test("provisions instances: the first call is warm", async () => {
    const onLoad: Plan["onLoad"] = ({ callId }, worker) => worker.post(resultMessage("null", { callId }));
    const fn = open({ onLoad, onCall: echo }, { scaling: { provisionedInstances: 1 } });
    expect(await fn.execute(1)).toMatchObject({ value: 1, report: { start: "warm" } });
    expect(workers[0]?.calls.map(({ kind }) => kind)).toEqual(["load", "call"]);
  });

  test("tells with each call that the code cannot be imported", async () => {
    const onLoad: Plan["onLoad"] = ({ callId }, worker) => worker.post(importFailure(callId));
    const onCall: Plan["onCall"] = ({ callId }, worker) => worker.post(importFailure(callId));
    const fn = open({ onLoad, onCall }, { scaling: { provisionedInstances: 1 } });
    for (const event of [1, 2]) {
      expect(await fn.execute(event)).toMatchObject({ outcome: "error", error: { code: "IMPORT_FAILED" } });
    }
  });
});

interface IdleRow {
  readonly idleMinutes: number;
  readonly provisionedInstances: number;
  readonly start: "cold" | "warm";
}

describe("an idle instance", () => {
  test.each(contractRows<IdleRow>("idle-instances"))(
    "$name ($section)",
    async ({ idleMinutes, provisionedInstances, start }) => {
      const onLoad: Plan["onLoad"] = ({ callId }, worker) => worker.post(resultMessage("null", { callId }));
      const fn = open({ onLoad, onCall: echo }, { scaling: { provisionedInstances } });
      vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
      onTestFinished(() => void vi.useRealTimers());
      await fn.execute(1);
      await vi.advanceTimersByTimeAsync(idleMinutes * 60_000);
      expect(await fn.execute(2)).toMatchObject({ value: 2, report: { start } });
    },
  );
});
