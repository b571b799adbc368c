/** Turns taken in order, one at a time: calls to an instance wait in its queue (contract 7.3, ruling 21). */
export class Turns {
  #last: Promise<void> = Promise.resolve();

  /** Stands in line. `come` resolves when it is this one's turn; `leave` gives the turn, had or not, to the next. */
  enter(): { readonly come: Promise<void>; leave(): void } {
    const come = this.#last;
    let leave: () => void = () => {};
    const left = new Promise<void>((resolve) => {
      leave = resolve;
    });
    // One that gave up waiting must not let the next pass those before it.
    this.#last = come.then(() => left);
    return { come, leave };
  }
}
