import { MessageChannel } from "node:worker_threads";
import { describe, expect, test } from "vitest";
import type { CallRequest, OutcomeMessage } from "../../../src/wire/protocol.ts";
import { CALLS_WORD, SHARED_BYTES } from "../../../src/wire/shared-memory.ts";
import { nodeCallPort } from "../../../src/worker/node-call-port.ts";

const CALLS = 1_000;

function call(callId: number): CallRequest {
  return { kind: "call", callId, requestId: "", deadlineMs: 0, event: "null" };
}

function answer(callId: number): OutcomeMessage {
  return { kind: "outcome", callId, outcome: { kind: "stopped" }, warnings: [], memoryBytes: 0 };
}

describe("the worker's end of the calls in Node", () => {
  test("takes calls in their order, each once, whether it waited for them or not", async () => {
    const shared = new SharedArrayBuffer(SHARED_BYTES);
    const { port1: near, port2: far } = new MessageChannel();
    const port = nodeCallPort(far as unknown as MessagePort, shared);
    const taken: number[] = [];
    const post = (callId: number): void => {
      near.postMessage(call(callId));
      Atomics.add(new Int32Array(shared), CALLS_WORD, 1);
    };
    await new Promise<void>((resolve) => {
      port.onMessage((message) => {
        if (message.kind !== "call") return;
        taken.push(message.callId);
        port.post(answer(message.callId));
        if (taken.length === CALLS) resolve();
        // Every third comes while nobody waits for it.
        else if (message.callId % 3 === 0) setImmediate(post, message.callId + 1);
        else post(message.callId + 1);
      });
      post(0);
    });
    expect(taken).toEqual([...Array(CALLS).keys()]);
    near.close();
  });
});
