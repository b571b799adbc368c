import { receiveMessageOnPort } from "node:worker_threads";
import type { HostMessage } from "../wire/protocol.ts";
import { CALLS_WORD, REPLIES_WORD } from "../wire/shared-memory.ts";
import { Spin } from "../wire/spin.ts";
import { type CallPort, callPort } from "./call-port.ts";

/**
 * In Node a thread may look for a message by itself: after an outcome it does so for a moment, so that calls in quick
 * succession find it awake. The near end is src/platform/node/channel.ts.
 */
export function nodeCallPort(port: MessagePort, shared: SharedArrayBuffer | undefined): CallPort {
  const plain = callPort(port);
  if (shared === undefined) return plain;
  const words = new Int32Array(shared);
  const spin = new Spin(words, CALLS_WORD);
  // Node's types know its own ports only; this is one, by the name that the session knows.
  const receive = receiveMessageOnPort as unknown as (
    from: MessagePort,
  ) => { readonly message: HostMessage } | undefined;
  /** How many messages have come. */
  let taken = 0;
  let hasReplied = false;
  return {
    onMessage(listen) {
      const take = (message: HostMessage): void => {
        taken = (taken + 1) | 0;
        hasReplied = false;
        listen(message);
      };
      plain.onMessage((message) => {
        spin.rest();
        take(message);
        while (hasReplied && spin.isDue()) {
          const next = spin.until(taken) ? receive(port) : undefined;
          spin.learn(next !== undefined);
          if (next === undefined) return;
          take(next.message);
        }
      });
    },
    post(message) {
      plain.post(message);
      Atomics.add(words, REPLIES_WORD, 1);
      if (message.kind === "outcome") hasReplied = true;
    },
  };
}
