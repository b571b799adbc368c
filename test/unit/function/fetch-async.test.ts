import { describe, expect, test, vi } from "vitest";
import type { LogRecord } from "../../../src/index.ts";
import { importFailure, resultMessage } from "../instance/fake-platform.ts";
import { unhandledRejections } from "../instance/fake-pool.ts";
import { nextTurn, until } from "../turns.ts";
import { open, workers } from "./open-function.ts";

vi.mock("../../../src/platform/node/platform.ts", () => import("./fake-host.ts"));

const ASYNC = "http://localhost/?integration=async";

describe("an asynchronous call", () => {
  test("gives the whole execution to its destination, under the id of the 202", async () => {
    const onSuccess = vi.fn();
    const fn = open(undefined, { async: { onSuccess } });
    const response = await fn.fetch(new Request(ASYNC, { method: "POST", body: "hi" }));
    await until(() => onSuccess.mock.calls.length > 0);
    const [{ event, execution, attempts }] = onSuccess.mock.lastCall ?? [];
    expect([event, execution.value, execution.text, attempts]).toEqual(["hi", "hi", '"hi"', 1]);
    expect(execution.requestId).toBe(response.headers.get("x-request-id"));
    expect(execution.logs.length).toBeGreaterThan(2);
  });

  test("outlives the signal of its request: the client has had its answer", async () => {
    const controller = new AbortController();
    const onSuccess = vi.fn();
    const fn = open({}, { async: { onSuccess } });
    await fn.fetch(new Request(ASYNC, { signal: controller.signal }), { signal: controller.signal });
    controller.abort();
    await until(() => workers[0]?.calls.length === 1);
    workers[0]?.post(resultMessage("1"));
    await until(() => onSuccess.mock.calls.length > 0);
  });

  test("of a body that is no text gives the event as bytes", async () => {
    const onSuccess = vi.fn();
    const fn = open(
      { onCall: ({ callId }, worker) => worker.post(resultMessage("1", { callId })) },
      { async: { onSuccess } },
    );
    await fn.fetch(new Request(ASYNC, { method: "POST", body: new Uint8Array([255]) }));
    await until(() => onSuccess.mock.calls.length > 0);
    expect(onSuccess.mock.lastCall?.[0].event).toEqual(new Uint8Array([255]));
  });

  test("that no instance takes is told as a failure, and not made again", async () => {
    const onFailure = vi.fn();
    const fn = open({}, { scaling: { zoneRequestsLimit: 1 }, async: { maxRetries: 3, onFailure } });
    const first = fn.execute(1);
    await fn.fetch(new Request(ASYNC));
    await until(() => onFailure.mock.calls.length > 0);
    const [{ execution, attempts }] = onFailure.mock.lastCall ?? [];
    expect([execution.outcome, execution.error.code, attempts]).toEqual(["rejected", "TOO_MANY_CALLS", 1]);
    await until(() => workers[0]?.calls.length === 1);
    workers[0]?.post(resultMessage("1"));
    await first;
  });

  test("that waits for its turn is told by close()", async () => {
    const onFailure = vi.fn();
    const start = vi.fn(() => new Promise<never>(() => {}));
    const fn = open({ start }, { async: { maxRetries: 3, onFailure } });
    await fn.fetch(new Request(ASYNC));
    await until(() => start.mock.calls.length > 0);
    await fn.close();
    expect(onFailure.mock.calls.map(([{ execution }]) => execution.error.code)).toEqual(["FUNCTION_CLOSED"]);
  });

  test("keeps the fault of its import for the destination after the last retry", async () => {
    const onFailure = vi.fn();
    const fn = open(
      { onCall: ({ callId }, worker) => worker.post(importFailure(callId)) },
      { async: { maxRetries: 1, onFailure } },
    );
    await fn.fetch(new Request(ASYNC));
    await until(() => onFailure.mock.calls.length > 0);
    expect(onFailure.mock.lastCall?.[0]).toMatchObject({
      attempts: 2,
      execution: { error: { code: "IMPORT_FAILED" } },
    });
  });
});

describe("a destination", () => {
  const FAULTS: [string, () => unknown][] = [
    [
      "throws",
      () => {
        throw new Error("queue is full");
      },
    ],
    ["rejects", () => Promise.reject(new Error("queue is full"))],
  ];

  test.each(FAULTS)("that %s is told in the log", async (_kind, onSuccess) => {
    const unhandled = unhandledRejections();
    const heard: LogRecord[] = [];
    const fn = open(undefined, { async: { onSuccess }, onLog: (record) => heard.push(record) });
    const response = await fn.fetch(new Request(ASYNC));
    const faults = () => heard.filter((record) => record.message.includes("queue is full"));
    await until(() => faults().length > 0);
    expect(faults()).toMatchObject([
      { source: "system", level: "ERROR", requestId: response.headers.get("x-request-id") },
    ]);
    expect(faults()[0]?.message).toMatch(/^async\.onSuccess failed: Error: queue is full\r/);
    await nextTurn();
    expect(unhandled).toEqual([]);
  });

  test("that throws is told on the console where nobody reads the log", async () => {
    const written = vi.spyOn(console, "error").mockImplementation(() => {});
    const fn = open(undefined, { async: { onSuccess: () => Promise.reject("full") } });
    await fn.fetch(new Request(ASYNC));
    await until(() => written.mock.calls.length > 0);
    expect(written.mock.calls).toEqual([["async.onSuccess failed: full"]]);
    written.mockRestore();
  });

  test("whose promise never settles keeps close() from nothing", async () => {
    const onSuccess = vi.fn(() => new Promise(() => {}));
    const fn = open(undefined, { async: { onSuccess } });
    await fn.fetch(new Request(ASYNC));
    await until(() => onSuccess.mock.calls.length > 0);
    await expect(fn.close()).resolves.toBeUndefined();
  });
});
