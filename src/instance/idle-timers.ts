import { startBackgroundTimer } from "#clock";

/** A timer for each thing that idles, by the thing. */
export class IdleTimers<Thing> {
  readonly #cancels = new Map<Thing, () => void>();
  readonly #idleMs: number;
  readonly #end: (thing: Thing) => void;

  /** @param end is called with a thing that has been idle for `idleMs` milliseconds. */
  constructor(idleMs: number, end: (thing: Thing) => void) {
    this.#idleMs = idleMs;
    this.#end = end;
  }

  /** It idles from now on. */
  start(thing: Thing): void {
    this.stop(thing);
    const cancel = startBackgroundTimer(() => {
      this.#cancels.delete(thing);
      this.#end(thing);
    }, this.#idleMs);
    this.#cancels.set(thing, cancel);
  }

  /** It idles no more. */
  stop(thing: Thing): void {
    this.#cancels.get(thing)?.();
    this.#cancels.delete(thing);
  }

  stopAll(): void {
    for (const cancel of this.#cancels.values()) cancel();
    this.#cancels.clear();
  }
}
