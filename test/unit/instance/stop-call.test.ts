import { afterEach, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { Instance } from "../../../src/instance/instance.ts";
import { Interpreter } from "../../../src/instance/interpreter.ts";
import type { Platform } from "../../../src/platform/platform.ts";
import { type FakeWorker, fakePlatform, type Plan, resultMessage } from "./fake-platform.ts";
import { CALL, ignore, NETWORK, PREPARE } from "./ready-instance.ts";

const STOPPED = { ...resultMessage(""), outcome: { kind: "stopped" } } as const;
const HERE = ['  File "/function/code/main.py", line 2, in handler\n    spin()\n'];

// The rungs are some milliseconds apart, which a busy machine may be late by.
beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** How a call with a deadline of 5 ms is stopped. */
async function stopped(plan: Plan): Promise<unknown> {
  const instance = new Instance(new Interpreter(fakePlatform(plan)), PREPARE, NETWORK);
  await settled(instance.ready());
  return settled(instance.call(CALL, { timeoutMs: 5, signal: undefined }, ignore));
}

/** Lets time pass, by the millisecond, until it is there. */
async function settled<Value>(promise: Promise<Value>): Promise<Value> {
  let isPending = true;
  const settle = (): void => {
    isPending = false;
  };
  promise.then(settle, settle);
  for (let passedMs = 0; isPending && passedMs < 1_000; passedMs += 1) await vi.advanceTimersByTimeAsync(1);
  return promise;
}

/** A platform that shares memory; `onInterrupt` is called when the host sets the word. */
function interruptible(onInterrupt: () => void): Platform["shareMemory"] {
  return (bytes) => {
    const buffer = new SharedArrayBuffer(bytes);
    const words = new Int32Array(buffer);
    const watch = setInterval(() => {
      if (Atomics.load(words, 0) !== 24) return;
      clearInterval(watch);
      onInterrupt();
    }, 1);
    watch.unref();
    return buffer;
  };
}

function giveUp(by: "cancellation" | "interrupt", worker: FakeWorker): void {
  worker.post({ kind: "stopped-at", by, stackTrace: HERE });
  worker.post(STOPPED);
}

test("a call that gives up when it is cancelled is not interrupted", async () => {
  let interrupts = 0;
  const plan: Plan = {
    onStop: (worker) => giveUp("cancellation", worker),
    shareMemory: interruptible(() => {
      interrupts += 1;
    }),
  };
  expect(await stopped(plan)).toEqual({
    kind: "deadline",
    stopped: { by: "cancellation", stackTrace: HERE },
  });
  expect(interrupts).toBe(0);
});

test("a call that does not hear the cancellation is interrupted, and says where it stood", async () => {
  let running: FakeWorker | undefined;
  const plan: Plan = {
    onCall: (_, worker) => {
      running = worker;
    },
    shareMemory: interruptible(() => running && giveUp("interrupt", running)),
  };
  expect(await stopped(plan)).toEqual({ kind: "deadline", stopped: { by: "interrupt", stackTrace: HERE } });
});

test("an interrupt that is lost on the way is made again", async () => {
  let running: FakeWorker | undefined;
  const plan: Plan = {
    onCall: (_, worker) => {
      running = worker;
    },
    shareMemory: (bytes) => {
      const buffer = new SharedArrayBuffer(bytes);
      const words = new Int32Array(buffer);
      let interrupts = 0;
      const watch = setInterval(() => {
        if (Atomics.exchange(words, 0, 0) !== 24) return;
        interrupts += 1;
        if (interrupts === 2 && running) giveUp("interrupt", running);
      }, 1);
      onTestFinished(() => clearInterval(watch));
      return buffer;
    },
  };
  expect(await stopped(plan)).toEqual({ kind: "deadline", stopped: { by: "interrupt", stackTrace: HERE } });
});

test("a call that says where it stood, and goes on all the same, is ended with its thread", async () => {
  let running: FakeWorker | undefined;
  const plan: Plan = {
    onCall: (_, worker) => {
      running = worker;
    },
    shareMemory: interruptible(() =>
      running?.post({ kind: "stopped-at", by: "interrupt", stackTrace: HERE }),
    ),
  };
  expect(await stopped(plan)).toEqual({ kind: "deadline", stopped: { by: "termination", stackTrace: HERE } });
});

test("without shared memory the ladder has two rungs", async () => {
  const stood = { kind: "stopped-at", by: "cancellation", stackTrace: HERE } as const;
  expect(await stopped({ onStop: (worker) => worker.post(stood) })).toEqual({
    kind: "deadline",
    stopped: { by: "termination", stackTrace: HERE },
  });
  expect(await stopped({})).toEqual({
    kind: "deadline",
    stopped: { by: "termination", stackTrace: [] },
  });
});

test("a result that comes while the call is being stopped is too late", async () => {
  expect(await stopped({ onStop: (worker) => worker.post(resultMessage("1")) })).toMatchObject({
    kind: "deadline",
  });
});

test("a worker that dies while its call is being stopped keeps nobody waiting", async () => {
  expect(await stopped({ onStop: (worker) => worker.die("exit code 1") })).toMatchObject({
    kind: "deadline",
    stopped: { by: "termination" },
  });
});
