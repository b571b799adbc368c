import { MessageChannel, type MessagePort as NodePort, receiveMessageOnPort } from "node:worker_threads";
import { startBackgroundTimer } from "#clock";
import { CALLS_WORD, REPLIES_WORD } from "../../wire/shared-memory.ts";
import { Spin } from "../../wire/spin.ts";
import type { CallChannel } from "../platform.ts";

/** The channel that carries the calls of one worker thread. Its far end is src/worker/node-call-port.ts. */
export interface Channel {
  readonly calls: CallChannel;
  /** Resolves with the reason when no message can come through it any more. */
  readonly death: Promise<string>;
  close(): void;
  keepAlive(isNeeded: boolean): void;
}

/** So many messages are handed on before the thread's loop has its turn: a function that prints might never stop. */
const MOST_AT_ONCE = 64;

/** Between the end of a thread's port and the word that it has ended. */
const END_OF_THREAD_MS = 3_000;

/** @param shared where both ends count their messages, if there is such memory: short calls are then quicker. */
export function openChannel(shared: SharedArrayBuffer | undefined): Channel {
  const { port1, port2 } = new MessageChannel();
  const death = new Promise<string>((resolve) => {
    port1.on("messageerror", (error) => resolve(unreadable(error)));
    // The end of the thread closes it too, and says more.
    port1.on("close", () =>
      startBackgroundTimer(() => resolve("the worker closed its port"), END_OF_THREAD_MS),
    );
  });
  const near = new NearEnd(port1, shared && new Int32Array(shared));
  return {
    death,
    calls: {
      far: port2 as unknown as MessagePort,
      post: (message) => near.post(message),
      onMessage: (listen) => near.listen(listen),
    },
    close: () => port1.close(),
    keepAlive: (isNeeded) => (isNeeded ? port1.ref() : port1.unref()),
  };
}

export function unreadable(error: unknown): string {
  return `a message of the worker could not be read (${String(error)})`;
}

class NearEnd {
  readonly #port: NodePort;
  readonly #words: Int32Array | undefined;
  readonly #spin: Spin | undefined;
  #listener: (message: unknown) => void = () => {};

  constructor(port: NodePort, words: Int32Array | undefined) {
    this.#port = port;
    this.#words = words;
    this.#spin = words && new Spin(words, REPLIES_WORD);
  }

  listen(listener: (message: unknown) => void): void {
    this.#listener = listener;
    this.#port.on("message", (message) => {
      this.#spin?.rest();
      listener(message);
    });
    this.#port.unref();
  }

  /** The outcome of a short call comes to the listener before this returns. */
  post(message: unknown): void {
    const seen = this.#spin?.current ?? 0;
    this.#port.postMessage(message);
    if (this.#words) Atomics.add(this.#words, CALLS_WORD, 1);
    if (this.#spin && kindOf(message) === "call" && this.#spin.isDue())
      this.#spin.learn(this.#await(this.#spin, seen));
  }

  /** Passes messages on, up to the first that is no line of the log. @returns whether that is an outcome. */
  #await(spin: Spin, seen: number): boolean {
    for (let count = 0; count < MOST_AT_ONCE; ) {
      if (!spin.until(seen)) return false;
      seen = spin.current;
      for (let received = this.#receive(); received; received = this.#receive()) {
        this.#listener(received.message);
        const kind = kindOf(received.message);
        // Other messages (a step, a stop) take longer than it is worth to spin for.
        if (kind !== "log") return kind === "outcome";
        count += 1;
        if (count >= MOST_AT_ONCE) return false;
      }
    }
    return false;
  }

  #receive(): { readonly message: unknown } | undefined {
    try {
      return receiveMessageOnPort(this.#port) as { readonly message: unknown } | undefined;
    } catch (error) {
      this.#port.emit("messageerror", error);
      return undefined;
    }
  }
}

function kindOf(message: unknown): unknown {
  return (message as { readonly kind?: unknown } | null | undefined)?.kind;
}
