import { describe, expect, test } from "vitest";
import { Instance } from "../../../src/instance/instance.ts";
import { Interpreter } from "../../../src/instance/interpreter.ts";
import type { LogMessage } from "../../../src/wire/protocol.ts";
import { LOG_WORD, SHARED_BYTES } from "../../../src/wire/shared-memory.ts";
import { settled, until } from "../turns.ts";
import { fakePlatform, importFailure, resultMessage } from "./fake-platform.ts";
import { CALL, ignore, LIMITS, NETWORK, PREPARE, ready } from "./ready-instance.ts";

const LINES: LogMessage = { kind: "log", source: "stdout", timestamp: 1, lines: ["hello"] };

describe("a call", () => {
  test("goes over as it is, and its answer and its lines come back", async () => {
    const { instance, worker } = await ready({
      onCall: (_, worker) => {
        worker.post(LINES);
        worker.post(resultMessage("1"));
      },
    });
    const heard: LogMessage[] = [];
    const ending = await instance.call(CALL, LIMITS, (message) => heard.push(message));
    expect(ending).toEqual({ kind: "outcome", message: resultMessage("1") });
    expect([worker.calls, heard]).toEqual([[{ ...CALL, callId: 1 }], [LINES]]);
    expect([instance.state, instance.isWarm, instance.memoryBytes]).toEqual(["ready", true, 42]);
  });

  test("tells the worker of each message of its log that was taken", async () => {
    const shared = new SharedArrayBuffer(SHARED_BYTES);
    const { instance } = await ready({
      shareMemory: () => shared,
      onCall: (_, worker) => {
        for (let line = 0; line < 3; line += 1) worker.post(LINES);
        worker.post(resultMessage("1"));
      },
    });
    await instance.call(CALL, LIMITS, ignore);
    expect(new Int32Array(shared)[LOG_WORD]).toBe(3);
  });

  test("during which the worker dies ends with the reason, and with the lines on their way", async () => {
    const { instance, worker } = await ready({
      onCall: (_, worker) => {
        worker.post(LINES);
        worker.die("exit code 7");
      },
    });
    const heard: LogMessage[] = [];
    const ending = await instance.call(CALL, LIMITS, (message) => heard.push(message));
    expect(ending).toEqual({ kind: "death", reason: "exit code 7" });
    expect([heard, instance.state, instance.isEndedOnPurpose]).toEqual([[LINES], "ended", false]);
    expect([worker.terminations, worker.keptAlive.at(-1)]).toEqual([1, false]);
  });

  test("that is answered with a crash ends the instance", async () => {
    const crash = { ...resultMessage(""), outcome: { kind: "crash", reason: "os._exit" } } as const;
    const { instance, worker } = await ready({ onCall: (_, worker) => worker.post(crash) });
    expect(await instance.call(CALL, LIMITS, ignore)).toEqual({ kind: "outcome", message: crash });
    expect([instance.state, worker.terminations]).toEqual(["ended", 1]);
  });

  test("that was interrupted without our asking ends the instance", async () => {
    const stopped = { ...resultMessage(""), outcome: { kind: "stopped" } } as const;
    const { instance, worker } = await ready({ onCall: (_, worker) => worker.post(stopped) });
    expect(await instance.call(CALL, LIMITS, ignore)).toEqual({ kind: "outcome", message: stopped });
    expect([instance.state, worker.terminations]).toEqual(["ended", 1]);
  });

  test.each([
    ["deadline", { timeoutMs: 5, signal: undefined }],
    ["aborted", { timeoutMs: 5_000, signal: AbortSignal.abort() }],
  ])("ends as %s with the instance, and a late answer is nobody's", async (kind, limits) => {
    const { instance, worker } = await ready({});
    const heard: LogMessage[] = [];
    expect(await instance.call(CALL, limits, (message) => heard.push(message))).toEqual({
      kind,
      stopped: { by: "termination", stackTrace: [] },
    });
    expect([instance.state, worker.terminations]).toEqual(["ended", 1]);
    worker.post(LINES);
    worker.post(resultMessage("late"));
    await settled();
    expect([heard, instance.state]).toEqual([[], "ended"]);
  });

  test("is not answered by an answer that came before it", async () => {
    const { instance, worker } = await ready({ onCall: (_, worker) => worker.post(resultMessage("mine")) });
    worker.post(resultMessage("stray"));
    await settled();
    expect(await instance.call(CALL, LIMITS, ignore)).toMatchObject({
      message: { outcome: { text: "mine" } },
    });
  });

  test("ends when the instance is ended on purpose", async () => {
    const { instance } = await ready({});
    const call = instance.call(CALL, LIMITS, ignore);
    expect(instance.state).toBe("busy");
    await instance.end();
    expect(await call).toMatchObject({ kind: "death" });
    expect([instance.state, instance.isEndedOnPurpose]).toEqual(["ended", true]);
  });

  test("is not answered by a late answer to the call before it, nor are its figures changed", async () => {
    const { instance, worker } = await ready({
      onCall: ({ callId }, worker) => {
        if (callId === 2) worker.post(resultMessage("late", { callId: 1, memoryBytes: 666 }));
        worker.post(resultMessage(`call ${callId}`, { callId }));
      },
    });
    await instance.call(CALL, LIMITS, ignore);
    const second = await instance.call(CALL, LIMITS, ignore);
    expect(second).toMatchObject({
      kind: "outcome",
      message: { outcome: { text: "call 2" }, memoryBytes: 42 },
    });
    worker.post(resultMessage("late", { callId: 1, memoryBytes: 666 }));
    await settled();
    expect([instance.state, instance.memoryBytes]).toEqual(["ready", 42]);
  });

  test("to an instance that has ended already is a death, not a fault of ours", async () => {
    const { instance, worker } = await ready({});
    worker.die("exit code 3");
    await until(() => instance.state === "ended");
    expect(await instance.call(CALL, LIMITS, ignore)).toEqual({ kind: "death", reason: "exit code 3" });
    expect(worker.calls).toEqual([]);
  });

  test("that tells of code that cannot be loaded ends the instance", async () => {
    const { instance, worker } = await ready({
      onCall: ({ callId }, worker) => worker.post(importFailure(callId)),
    });
    expect(await instance.call(CALL, LIMITS, ignore)).toMatchObject({ kind: "outcome" });
    expect([instance.state, worker.terminations]).toEqual(["ended", 1]);
  });

  test("that the handler fails leaves the instance", async () => {
    const { failure, ...fault } = importFailure(1).outcome as { failure: object };
    const outcome = { ...fault, failure: { ...failure, code: "HANDLER_RAISED" } } as never;
    const { instance } = await ready({ onCall: (_, worker) => worker.post(resultMessage("", { outcome })) });
    await instance.call(CALL, LIMITS, ignore);
    expect([instance.state, instance.isWarm]).toEqual(["ready", true]);
  });

  test.each(["booting", "busy"])("to an instance that is %s is a bug, and says so", async (state) => {
    const platform = fakePlatform();
    const instance = new Instance(new Interpreter(platform), PREPARE, NETWORK);
    if (state !== "booting") await instance.ready();
    if (state === "busy") void instance.call(CALL, LIMITS, ignore);
    await expect(instance.call(CALL, LIMITS, ignore)).rejects.toThrow(
      `This is a bug in pythonless: a call to an instance that is ${state}.`,
    );
    await instance.end();
  });
});

describe("an instance", () => {
  test("keeps the process alive only while somebody waits", async () => {
    let answer: () => void = ignore;
    const { instance, worker } = await ready({
      onCall: (_, worker) => {
        answer = () => worker.post(resultMessage("1"));
      },
    });
    expect(worker.keptAlive).toEqual([true, false]);
    const call = instance.call(CALL, LIMITS, ignore);
    await instance.ready();
    expect(worker.keptAlive.at(-1)).toBe(true);
    await until(() => worker.calls.length === 1);
    answer();
    await call;
    expect(worker.keptAlive.at(-1)).toBe(false);
  });

  test("whose worker dies while it idles has ended", async () => {
    const { instance, worker } = await ready({});
    worker.die("exit code 1");
    await until(() => instance.state === "ended");
    expect([instance.state, instance.isEndedOnPurpose]).toEqual(["ended", false]);
  });

  test("may be ended twice", async () => {
    const { instance } = await ready({});
    await Promise.all([instance.end(), instance.end()]);
    expect(instance.state).toBe("ended");
  });
});
