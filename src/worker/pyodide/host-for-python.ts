import { INTERRUPT_WORD } from "../../wire/shared-memory.ts";
import type { PythonSink } from "../python.ts";
import { Mailbox } from "../reply-slot.ts";
import type { ReplyWait } from "../reply-wait.ts";

/** How Python can wait for the host: at most one of them is there. */
export interface WaysToWait {
  /** Memory shared with the host: the thread blocks. */
  readonly shared: Int32Array | undefined;
  /** Stack switching: Python stands still, and the thread goes on. */
  readonly replies: ReplyWait | undefined;
}

/** What Python holds of us (wasm-bootstrap/pythonless/_host.pyi): functions of this realm, which call out with text and bytes. */
export function hostFor(sink: PythonSink, { shared, replies }: WaysToWait): object {
  return {
    wait: shared && ((milliseconds: unknown): void => waitOn(shared, Number(milliseconds))),
    take: shared && takerOf(new Mailbox(shared)),
    reply: replies && ((milliseconds: unknown) => replies.next(Number(milliseconds))),
    stood(details: unknown): void {
      sink.stood(String(details));
    },
    speak(requestId: unknown): void {
      sink.speak(String(requestId));
    },
    result(pythonType: unknown, text: unknown): void {
      sink.result(String(pythonType), String(text));
    },
    answer(kind: unknown, details: unknown, text: unknown): void {
      sink.answer(String(kind), String(details), String(text));
    },
    step(details: unknown, bytes: unknown): void {
      sink.step(String(details), bytes instanceof Uint8Array ? bytes : new Uint8Array());
    },
    taken(): void {
      sink.taken();
    },
  };
}

/** Blocks the thread. An interrupt ends the wait, also one that came before and is not yet taken up. */
function waitOn(shared: Int32Array, milliseconds: number): void {
  Atomics.wait(shared, INTERRUPT_WORD, 0, milliseconds);
}

function takerOf(mailbox: Mailbox): (milliseconds: unknown) => Uint8Array | undefined {
  return (milliseconds) => mailbox.take(Number(milliseconds));
}
