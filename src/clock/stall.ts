import { startBackgroundTimer } from "#clock";

/** How often is looked whether anything has arrived. */
const TICK_MS = 5_000;
/** So many checks without progress are a stall. Time in which this thread is blocked, or the machine asleep, counts as one check. */
const STALL_TICKS = 6;

/** The progress of a load. */
export interface Arrival {
  /** That so many bytes have arrived, or that the other side has answered otherwise. */
  piece(bytes: number): void;
  /** Everything has arrived: processing it may take longer. */
  all(): void;
}

/** A load of which nothing more has arrived for half a minute. */
export class StalledError extends Error {
  constructor(file: string, receivedBytes: number) {
    super(`${file}: nothing was received for 30 s, after ${receivedBytes} bytes`);
  }
}

/**
 * Loads a file, however long that takes, unless nothing more of it arrives.
 *
 * @param file its name for the error.
 * @param giveUp called when the load has stalled; its result is ignored from then on.
 * @throws StalledError
 */
export async function unlessStalled<Value>(
  file: string,
  load: (arrival: Arrival) => Promise<Value>,
  giveUp?: () => void,
): Promise<Value> {
  let receivedBytes = 0;
  let ticks = 0;
  let cancel: (() => void) | undefined;
  try {
    return await new Promise<Value>((resolve, reject) => {
      const watch = () => {
        cancel = startBackgroundTimer(() => {
          ticks += 1;
          if (ticks < STALL_TICKS) return watch();
          reject(new StalledError(file, receivedBytes));
          giveUp?.();
        }, TICK_MS);
      };
      watch();
      const arrival: Arrival = {
        piece(bytes) {
          receivedBytes += bytes;
          ticks = 0;
        },
        all: () => cancel?.(),
      };
      load(arrival).then(resolve, reject);
    });
  } finally {
    cancel?.();
  }
}
