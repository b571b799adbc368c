/** For where memory is not shared, and the thread cannot block: Python stands still until a reply comes as a message. */
export class ReplyWait {
  #hand: ((letter: Uint8Array | undefined) => void) | undefined;

  /** Resolves with the next letter, or with nothing when the time is over. */
  next(milliseconds: number): Promise<Uint8Array | undefined> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#end(undefined), milliseconds);
      this.#hand = (letter) => {
        clearTimeout(timer);
        resolve(letter);
      };
    });
  }

  /** Whether somebody waited for it. */
  give(letter: Uint8Array): boolean {
    return this.#end(letter);
  }

  #end(letter: Uint8Array | undefined): boolean {
    const hand = this.#hand;
    this.#hand = undefined;
    hand?.(letter);
    return hand !== undefined;
  }
}
