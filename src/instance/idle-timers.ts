/** A timer for each thing that idles, by the thing. */
export class IdleTimers<Thing> {
  readonly #timers = new Map<Thing, ReturnType<typeof setTimeout>>();
  readonly #idleMs: number;
  readonly #end: (thing: Thing) => void;

  /** @param end is called with what has idled for `idleMs` milliseconds. */
  constructor(idleMs: number, end: (thing: Thing) => void) {
    this.#idleMs = idleMs;
    this.#end = end;
  }

  /** It idles from now on. */
  start(thing: Thing): void {
    this.stop(thing);
    const timer = setTimeout(() => {
      this.#timers.delete(thing);
      this.#end(thing);
    }, this.#idleMs);
    // In Node a timer is an object that keeps the process alive; in a browser it is a number that does not.
    (timer as { unref?: () => void }).unref?.();
    this.#timers.set(thing, timer);
  }

  /** It idles no more. */
  stop(thing: Thing): void {
    clearTimeout(this.#timers.get(thing));
    this.#timers.delete(thing);
  }

  stopAll(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }
}
