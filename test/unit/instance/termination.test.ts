import { describe, expect, test } from "vitest";
import { Instance } from "../../../src/instance/instance.ts";
import { Interpreter } from "../../../src/instance/interpreter.ts";
import type { LogMessage } from "../../../src/wire/protocol.ts";
import { fakePlatform, type Plan, resultMessage } from "./fake-platform.ts";
import { CALL, ignore, LIMITS, NETWORK, PREPARE } from "./ready-instance.ts";

/** An instance that has answered a call, and what is written while it is idle. */
async function warm(plan: Plan) {
  const idleLines: LogMessage[] = [];
  const platform = fakePlatform({ onCall: (_, worker) => worker.post(resultMessage("1")), ...plan });
  const instance = new Instance(new Interpreter(platform), PREPARE, NETWORK, (message) =>
    idleLines.push(message),
  );
  await instance.ready();
  await instance.call(CALL, LIMITS, ignore);
  const [worker] = platform.workers;
  if (worker === undefined) throw new Error("no worker was started");
  return { instance, worker, idleLines };
}

describe("an idle instance that is to end", () => {
  test("ends as soon as the function has nothing left to do", async () => {
    const { instance, worker } = await warm({});
    await instance.end();
    expect([instance.state, worker.terminations, worker.keptAlive.at(-1)]).toEqual(["ended", 1, false]);
  });

  test("writes what it has to say about it", async () => {
    const line: LogMessage = { kind: "log", source: "stdout", timestamp: 1, lines: ["bye"], requestId: "r1" };
    const { instance, idleLines } = await warm({
      onTerminate: (worker) => {
        worker.post(line);
        worker.post({ kind: "terminated" });
      },
    });
    await instance.end();
    expect(idleLines).toEqual([line]);
  });

  test("gets 50 ms and no more", async () => {
    const { instance, worker } = await warm({ onTerminate: () => {} });
    const startedAt = performance.now();
    const end = instance.end();
    expect(instance.state).toBe("ended");
    await end;
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(49);
    expect(worker.terminations).toBe(1);
  });

  test("is not asked when its code was never imported", async () => {
    let asked = 0;
    const platform = fakePlatform({
      onTerminate: () => {
        asked += 1;
      },
    });
    const instance = new Instance(new Interpreter(platform), PREPARE, NETWORK);
    await instance.ready();
    await instance.end();
    expect(asked).toBe(0);
  });
});
