import { Worker } from "node:worker_threads";
import { describe, expect, test } from "vitest";
import { openChannel } from "../../../../src/platform/node/channel.ts";
import { REPLIES_WORD, SHARED_BYTES } from "../../../../src/wire/shared-memory.ts";

/** Answers each message with two lines of the log before it; counts what it posts, as the worker does. */
const FAR = `
  const { workerData, parentPort } = require("node:worker_threads");
  const words = workerData && new Int32Array(workerData);
  parentPort.once("message", ({ far }) => {
    const post = (message) => { far.postMessage(message); if (words) Atomics.add(words, ${REPLIES_WORD}, 1); };
    far.on("message", ({ callId }) => {
      if (callId === "garbage") return post(null);
      post({ kind: "log" }); post({ kind: "log" }); post({ kind: "outcome", callId });
    });
    parentPort.postMessage("listening");
  });`;

async function open(shared: SharedArrayBuffer | undefined) {
  const channel = openChannel(shared);
  const thread = new Worker(FAR, { eval: true, workerData: shared });
  thread.postMessage({ far: channel.calls.far }, [channel.calls.far as never]);
  await new Promise((resolve) => thread.once("message", resolve));
  const messages: unknown[] = [];
  let onMessage = (): void => {};
  channel.calls.onMessage((message) => {
    messages.push(message);
    onMessage();
  });
  channel.keepAlive(true);
  /** Posts a call and waits for so many messages. */
  const call = async (callId: unknown, count: number): Promise<readonly unknown[]> => {
    messages.length = 0;
    const isThere = new Promise<void>((resolve) => {
      onMessage = () => messages.length >= count && resolve();
    });
    channel.calls.post({ kind: "call", callId });
    await isThere;
    return [...messages];
  };
  const close = async () => {
    channel.close();
    await thread.terminate();
  };
  return { call, close };
}

describe.each([
  ["shared", new SharedArrayBuffer(SHARED_BYTES)],
  ["no shared", undefined],
])("a channel with %s memory", (_name, shared) => {
  test("brings every message once and in order, whether it was waited for or not", async () => {
    const { call, close } = await open(shared);
    for (let callId = 0; callId < 2_000; callId += 1) {
      expect(await call(callId, 3)).toEqual([{ kind: "log" }, { kind: "log" }, { kind: "outcome", callId }]);
    }
    await close();
  });

  test("hands on what has no known form", async () => {
    const { call, close } = await open(shared);
    expect(await call("garbage", 1)).toEqual([null]);
    await close();
  });
});

test("a function that prints without end leaves the host its turns", () => {
  const shared = new SharedArrayBuffer(SHARED_BYTES);
  const { calls, close } = openChannel(shared);
  let count = 0;
  const print = (): void => {
    calls.far.postMessage({ kind: "log" });
    Atomics.add(new Int32Array(shared), REPLIES_WORD, 1);
    count += 1;
  };
  calls.onMessage(() => {
    if (count < 10_000) print();
  });
  const event = {
    // To copy it asks for it: the first line comes right after the call.
    get first(): null {
      print();
      return null;
    },
  };
  calls.post({ kind: "call", event });
  expect(count).toBeLessThan(100);
  close();
});
