import { describe, expect, test, vi } from "vitest";
import { UsageError } from "../../../src/errors.ts";
import { resultMessage } from "../instance/fake-platform.ts";
import { settled, until } from "../turns.ts";
import { echo, open, workers } from "./open-function.ts";

vi.mock("../../../src/platform/node/platform.ts", () => import("./fake-host.ts"));

describe("createFunction()", () => {
  test("boots one worker at once, and shows the ids that context shows", async () => {
    const fn = open({}, { context: { functionName: "d4emine" } });
    expect([workers.length, fn.functionName, fn.functionVersion]).toEqual([
      1,
      "d4emine",
      "d4eversion0000000000",
    ]);
    await expect(fn.ready()).resolves.toBeUndefined();
  });

  test("starts no worker for options that it refuses", () => {
    expect(() => open({}, { memoryMb: 1 })).toThrow(UsageError);
    expect(workers).toEqual([]);
  });
});

describe("a call", () => {
  test("gives the value, the text and the id", async () => {
    const fn = open();
    expect(await fn.invoke({ a: [1] })).toEqual({ a: [1] });
    expect(await fn.execute(1, { requestId: "mine" })).toMatchObject({
      requestId: "mine",
      value: 1,
      text: "1",
    });
    expect((await fn.execute(1)).requestId).toMatch(/^[\da-f-]{36}$/);
  });

  test.each([
    ["where no memory is shared", { onCall: echo }, ["This page is not cross-origin isolated"]],
    ["elsewhere", { onCall: echo, shareMemory: (bytes: number) => new SharedArrayBuffer(bytes) }, []],
  ])("that is the first tells once that nothing can be interrupted %s", async (_where, plan, sentences) => {
    const fn = open(plan);
    const warnings = async () =>
      (await fn.execute(1)).logs.filter(({ level }) => level === "WARN").map(({ message }) => message);
    expect(await warnings()).toEqual(sentences.map((sentence) => expect.stringContaining(sentence)));
    expect(await warnings()).toEqual([]);
  });

  test("that JSON cannot carry is refused before it takes a turn", async () => {
    const fn = open();
    await expect(fn.execute(1n)).rejects.toBeInstanceOf(UsageError);
    await expect(fn.invoke([() => {}])).rejects.toThrow("event[0]");
    expect(await fn.invoke(1)).toBe(1);
  });

  test("waits for those before it", async () => {
    const fn = open({});
    const calls = ["1", "2"].map((event) => fn.execute(Number(event)));
    await until(() => workers[0]?.calls.length === 1);
    await settled();
    expect(workers[0]?.calls).toHaveLength(1);
    workers[0]?.post(resultMessage('"one"'));
    await until(() => workers[0]?.calls.length === 2);
    workers[0]?.post(resultMessage('"two"', { callId: 2 }));
    expect((await Promise.all(calls)).map(({ value }) => value)).toEqual(["one", "two"]);
  });

  test("that is given up in the queue never reaches the function, and the next one does", async () => {
    const fn = open({});
    const controller = new AbortController();
    const first = fn.execute(1);
    const second = fn.execute(2, { signal: controller.signal });
    const third = fn.execute(3);
    controller.abort("changed my mind");
    expect(await second).toMatchObject({
      outcome: "aborted",
      error: { code: "ABORTED", blame: "caller", cause: "changed my mind" },
    });
    await until(() => workers[0]?.calls.length === 1);
    workers[0]?.post(resultMessage("1"));
    await first;
    await until(() => workers[0]?.calls.length === 2);
    workers[0]?.post(resultMessage("3", { callId: 2 }));
    expect((await third).value).toBe(3);
    expect(workers[0]?.calls).toMatchObject([{ event: "1" }, { event: "3" }]);
  });
});

describe("an aborted call has the signal's reason as the cause of its error", () => {
  test("when the signal was aborted before", async () => {
    const fn = open({});
    const reason = new Error("too late");
    const failure = fn.invoke(1, { signal: AbortSignal.abort(reason) });
    await expect(failure).rejects.toMatchObject({ code: "ABORTED", cause: reason });
    expect(workers[0]?.calls).toEqual([]);
  });

  test("when it is aborted during the call", async () => {
    const fn = open({});
    const controller = new AbortController();
    const failure = fn.invoke(1, { signal: controller.signal });
    failure.catch(() => {});
    await until(() => workers[0]?.calls.length === 1);
    controller.abort();
    await expect(failure).rejects.toMatchObject({ code: "ABORTED", cause: { name: "AbortError" } });
  });
});

describe("an instance that has ended", () => {
  test("by a timeout is replaced, and its late answer answers no later call", async () => {
    const fn = open({}, { executionTimeoutMs: 300 });
    await fn.ready();
    expect(await fn.execute(1)).toMatchObject({ outcome: "timeout", report: { start: "cold" } });
    const next = fn.execute(2);
    await until(() => workers[1]?.calls.length === 1);
    workers[0]?.post(resultMessage('"late"'));
    await settled();
    workers[1]?.post(resultMessage('"mine"'));
    expect(await next).toMatchObject({ value: "mine", report: { start: "cold" } });
  });

  test("while it idled is replaced by the spare at the next call", async () => {
    const fn = open();
    await fn.invoke(1);
    await until(() => workers.length === 2);
    workers[0]?.die("exit code 1");
    await settled();
    expect(await fn.invoke(2)).toBe(2);
    expect(workers.map(({ calls }) => calls.length)).toEqual([1, 1]);
  });

  test("in its boot fails the call that waited, and the next one tries again", async () => {
    let boots = 0;
    const fn = open({
      start: () => {
        boots += 1;
        return boots === 1 ? { kind: "failed", reason: "no memory" } : { kind: "started", memoryBytes: 1 };
      },
      onCall: echo,
    });
    expect(await fn.execute(1)).toMatchObject({ outcome: "rejected", error: { code: "BOOT_FAILED" } });
    expect(await fn.invoke(2)).toBe(2);
  });
});
