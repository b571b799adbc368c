import { BELL_WORD, LETTER_WORD, MAILBOX_BYTES, MAILBOX_OFFSET } from "../wire/shared-memory.ts";

/** The host's end of the mailbox; the worker's is src/worker/reply-slot.ts. Letters wait in line until it is empty. */
export class Mailbox {
  readonly #words: Int32Array;
  readonly #room: Uint8Array;
  readonly #waiting: Uint8Array[] = [];

  constructor(memory: SharedArrayBuffer) {
    this.#words = new Int32Array(memory);
    this.#room = new Uint8Array(memory, MAILBOX_OFFSET, MAILBOX_BYTES);
  }

  put(letter: Uint8Array): void {
    this.#waiting.push(letter);
    this.fill();
  }

  /** Puts the next letter in, if there is one and it has room. To be called when one was taken. */
  fill(): void {
    if (Atomics.load(this.#words, LETTER_WORD) !== 0) return;
    const letter = this.#waiting.shift();
    if (letter === undefined) return;
    this.#room.set(letter);
    Atomics.store(this.#words, LETTER_WORD, letter.length);
    Atomics.add(this.#words, BELL_WORD, 1);
    Atomics.notify(this.#words, BELL_WORD);
  }
}
