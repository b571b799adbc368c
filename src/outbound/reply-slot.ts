import { DOORBELL_WORD, REPLY_SLOT_BYTES, REPLY_SLOT_OFFSET, REPLY_WORD } from "../wire/shared-memory.ts";

/** The host's end of the slot; the worker's is src/worker/reply-slot.ts. Frames wait in line until it is empty. */
export class ReplySlot {
  readonly #words: Int32Array;
  readonly #room: Uint8Array;
  readonly #waiting: Uint8Array[] = [];

  constructor(memory: SharedArrayBuffer) {
    this.#words = new Int32Array(memory);
    this.#room = new Uint8Array(memory, REPLY_SLOT_OFFSET, REPLY_SLOT_BYTES);
  }

  put(frame: Uint8Array): void {
    this.#waiting.push(frame);
    this.fill();
  }

  /** Puts the next frame in, if there is one and it has room. To be called when one was taken. */
  fill(): void {
    if (Atomics.load(this.#words, REPLY_WORD) !== 0) return;
    const frame = this.#waiting.shift();
    if (frame === undefined) return;
    this.#room.set(frame);
    Atomics.store(this.#words, REPLY_WORD, frame.length);
    Atomics.add(this.#words, DOORBELL_WORD, 1);
    Atomics.notify(this.#words, DOORBELL_WORD);
  }
}
