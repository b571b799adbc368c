import { Worker } from "node:worker_threads";
import { describe, expect, test } from "vitest";
import { INTERRUPT_WORD, LOG_WORD, SHARED_BYTES } from "../../../../src/wire/shared-memory.ts";
import { logFlow } from "../../../../src/worker/limits/log-pace.ts";

function memory(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(SHARED_BYTES));
}

describe("a worker that writes to the log", () => {
  test("does not wait while few messages are on their way", () => {
    const flow = logFlow(memory());
    for (let message = 0; message < 256; message += 1) flow();
  });

  test("waits for the host to take one when many are", async () => {
    const words = memory();
    const flow = logFlow(words);
    for (let message = 0; message < 256; message += 1) flow();
    const host = new Worker(
      `const { workerData: words } = require("node:worker_threads");
       setTimeout(() => { Atomics.add(words, ${LOG_WORD}, 1); Atomics.notify(words, ${LOG_WORD}); }, 50);`,
      { eval: true, workerData: words },
    );
    flow();
    expect(Atomics.load(words, LOG_WORD)).toBe(1);
    await host.terminate();
  });

  test("goes on when it is interrupted, whatever the host does", () => {
    const words = memory();
    const flow = logFlow(words);
    Atomics.store(words, INTERRUPT_WORD, 24);
    for (let message = 0; message < 1_000; message += 1) flow();
  });

  test("never waits where no memory is shared", () => {
    const flow = logFlow(undefined);
    for (let message = 0; message < 10_000; message += 1) flow();
  });
});
