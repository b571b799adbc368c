import { monotonicMs } from "#clock";

/** A little more than a short call takes. */
const LONGEST_MS = 0.05;
/** Some microseconds, or a tenth of a millisecond before it is compiled. */
const LOOKS_BETWEEN_TIMES = 500;
/** A test's clock may stand still. */
const MOST_TIMES = 40;

/** So many waits are skipped after one that failed; twice as many after the next, up to `MOST_LEFT_OUT`. */
const FIRST_LEFT_OUT = 32;
const MOST_LEFT_OUT = 1_024;

/** So many waits one after the other, then the thread's own loop has its turn. */
const MOST_IN_A_ROW = 100;

/**
 * Waits a moment for a word of shared memory to move, without going to sleep: to wake another thread takes longer than a
 * short call. Where that fails (a long call, one core for both threads), it is tried less and less often. For threads
 * that can look for a message by themselves: in Node both ends can, in a browser neither.
 */
export class Spin {
  readonly #words: Int32Array;
  readonly #word: number;
  #leftOut = 0;
  #nextLeftOut = FIRST_LEFT_OUT;
  #inARow = 0;

  constructor(words: Int32Array, word: number) {
    this.#words = words;
    this.#word = word;
  }

  get current(): number {
    return Atomics.load(this.#words, this.#word);
  }

  /** Whether a wait may be worth it now. Asked once for each. */
  isDue(): boolean {
    if (this.#leftOut > 0) {
      this.#leftOut -= 1;
      return false;
    }
    this.#inARow += 1;
    return this.#inARow <= MOST_IN_A_ROW;
  }

  /** Waits until the word is no longer `seen`; false when that takes too long. */
  until(seen: number): boolean {
    const [words, word] = [this.#words, this.#word];
    const endMs = monotonicMs() + LONGEST_MS;
    for (let time = 0; time < MOST_TIMES; time += 1) {
      for (let look = 0; look < LOOKS_BETWEEN_TIMES; look += 1) {
        if (Atomics.load(words, word) !== seen) return true;
      }
      if (monotonicMs() >= endMs) return false;
    }
    return false;
  }

  /** Notes whether a message came in time. */
  learn(wasWorthIt: boolean): void {
    if (wasWorthIt) {
      this.#nextLeftOut = FIRST_LEFT_OUT;
      return;
    }
    this.#leftOut = this.#nextLeftOut;
    this.#nextLeftOut = Math.min(this.#nextLeftOut * 2, MOST_LEFT_OUT);
  }

  /** The thread's loop has had a turn. */
  rest(): void {
    this.#inARow = 0;
  }
}
