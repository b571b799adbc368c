import { DOORBELL_WORD, INTERRUPT_WORD, REPLY_SLOT_OFFSET, REPLY_WORD } from "../wire/shared-memory.ts";
import { cpuClock } from "./cpu-clock.ts";

/** The worker's end of the slot; the host's is src/outbound/reply-slot.ts. It blocks the thread. */
export class ReplySlot {
  readonly #words: Int32Array;

  /** @param words shared memory, as an object of the realm that waits. */
  constructor(words: Int32Array) {
    this.#words = words;
  }

  /**
   * Waits for a frame, and leaves the slot empty. `undefined` when the time is over, or when there may be something
   * else to do: an interrupt wakes too.
   */
  take(milliseconds: number): Uint8Array | undefined {
    const rings = Atomics.load(this.#words, DOORBELL_WORD);
    const isInterrupted = Atomics.load(this.#words, INTERRUPT_WORD) !== 0;
    if (this.#frameBytes === 0 && !isInterrupted) {
      cpuClock.sleep(() => Atomics.wait(this.#words, DOORBELL_WORD, rings, milliseconds));
    }
    const bytes = this.#frameBytes;
    if (bytes === 0) return undefined;
    // A copy: shared bytes cannot be decoded in every engine, and the slot is the host's again.
    const frame = new Uint8Array(this.#words.buffer, REPLY_SLOT_OFFSET, bytes).slice();
    Atomics.store(this.#words, REPLY_WORD, 0);
    return frame;
  }

  get #frameBytes(): number {
    return Atomics.load(this.#words, REPLY_WORD);
  }
}
