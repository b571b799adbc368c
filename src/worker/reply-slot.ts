import { BELL_WORD, INTERRUPT_WORD, LETTER_WORD, MAILBOX_OFFSET } from "../wire/shared-memory.ts";

/** The worker's end of the mailbox; the host's is src/outbound/reply-slot.ts. It blocks the thread. */
export class Mailbox {
  readonly #words: Int32Array;

  /** @param words shared memory, as an object of the realm that waits. */
  constructor(words: Int32Array) {
    this.#words = words;
  }

  /**
   * Waits for a letter, and leaves the mailbox empty. `undefined` when the time is over, or when there may be something
   * else to do: an interrupt wakes too.
   */
  take(milliseconds: number): Uint8Array | undefined {
    const rung = Atomics.load(this.#words, BELL_WORD);
    const isInterrupted = Atomics.load(this.#words, INTERRUPT_WORD) !== 0;
    if (this.#letterBytes === 0 && !isInterrupted) Atomics.wait(this.#words, BELL_WORD, rung, milliseconds);
    const bytes = this.#letterBytes;
    if (bytes === 0) return undefined;
    // A copy: what is shared may not be decoded everywhere, and is the host's again.
    const letter = new Uint8Array(this.#words.buffer, MAILBOX_OFFSET, bytes).slice();
    Atomics.store(this.#words, LETTER_WORD, 0);
    return letter;
  }

  get #letterBytes(): number {
    return Atomics.load(this.#words, LETTER_WORD);
  }
}
