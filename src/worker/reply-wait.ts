import { cpuClock } from "./cpu-clock.ts";

/** Without shared memory the thread cannot block: Python is suspended until a reply comes as a message. */
export class ReplyWait {
  #hand: ((frame: Uint8Array | undefined) => void) | undefined;

  /** Resolves with the next frame, or with nothing when the time is over. */
  next(milliseconds: number): Promise<Uint8Array | undefined> {
    cpuClock.stop();
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#end(undefined), milliseconds);
      this.#hand = (frame) => {
        clearTimeout(timer);
        resolve(frame);
      };
    });
  }

  /** @returns whether Python was waiting for it. */
  give(frame: Uint8Array): boolean {
    return this.#end(frame);
  }

  #end(frame: Uint8Array | undefined): boolean {
    const hand = this.#hand;
    this.#hand = undefined;
    // Python goes on when this turn of the event loop has ended.
    if (hand) cpuClock.start();
    hand?.(frame);
    return hand !== undefined;
  }
}
