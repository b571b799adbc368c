import { INTERRUPT_WORD } from "../../wire/shared-memory.ts";
import { cpuClock } from "../cpu-clock.ts";
import type { Emit } from "../python.ts";
import { ReplySlot } from "../reply-slot.ts";
import type { ReplyWait } from "../reply-wait.ts";
import { setNanoseconds } from "./file-times.ts";

/** The ways in which Python can wait for the host: at most one of them is there. */
export interface WaysToWait {
  /** Memory shared with the host: the thread blocks. */
  readonly shared: Int32Array | undefined;
  /** Stack switching: Python is suspended, and the thread goes on. */
  readonly replies: ReplyWait | undefined;
}

/** The host as Python sees it (wasm-bootstrap/pythonless/_host.pyi): functions of this realm, which call out with text and bytes. */
export function hostFor(emit: Emit, { shared, replies }: WaysToWait): object {
  return {
    wait: shared && ((milliseconds: unknown): void => waitOn(shared, Number(milliseconds))),
    take: shared && takeFrom(new ReplySlot(shared)),
    reply: replies && ((milliseconds: unknown) => replies.next(Number(milliseconds))),
    nanoseconds: (ofAccess: unknown, ofChange: unknown): void =>
      setNanoseconds(Number(ofAccess), Number(ofChange)),
    emit(kind: unknown, json: unknown, payload: unknown): void {
      const isPayload = typeof payload === "string" || payload instanceof Uint8Array;
      emit(String(kind), String(json), isPayload ? payload : undefined);
    },
  };
}

/** Blocks the thread. An interrupt ends the wait, also one that came before and is not yet taken up. */
function waitOn(shared: Int32Array, milliseconds: number): void {
  cpuClock.sleep(() => Atomics.wait(shared, INTERRUPT_WORD, 0, milliseconds));
}

function takeFrom(slot: ReplySlot): (milliseconds: unknown) => Uint8Array | undefined {
  return (milliseconds) => slot.take(Number(milliseconds));
}
