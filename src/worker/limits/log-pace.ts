import { INTERRUPT_WORD, LOG_WORD } from "../../wire/shared-memory.ts";

/** So many messages of the log may be on their way. The host takes them in some milliseconds. */
const MOST_UNDERWAY = 256;

/** After so long an interrupt is looked for, in case the host has other things to do than to take messages. */
const SLICE_MS = 10;

/**
 * Holds a function that prints in a loop to the pace at which the host reads. Else it would be ahead of it by some hundred
 * thousand lines when its time is up, and the host's clock would stand behind them.
 *
 * @param words shared memory, if there is any: without it the thread cannot wait.
 * @returns to be called after each message.
 */
export function logFlow(words: Int32Array | undefined): () => void {
  if (words === undefined) return () => {};
  let sent = 0;
  return () => {
    sent = (sent + 1) | 0;
    for (;;) {
      const taken = Atomics.load(words, LOG_WORD);
      const isWithin = ((sent - taken) | 0) <= MOST_UNDERWAY;
      if (isWithin || Atomics.load(words, INTERRUPT_WORD) !== 0) return;
      Atomics.wait(words, LOG_WORD, taken, SLICE_MS);
    }
  };
}
