import type { Platform } from "../platform/platform.ts";
import { IdleTimers } from "./idle-timers.ts";
import { Interpreter } from "./interpreter.ts";

/** Longer than a boot: who calls as soon as a function is ready, or makes another one, comes first. */
const SOON_MS = 500;

/**
 * One interpreter kept booted for the whole process, of no function and with nothing of any in it, so that
 * neither a timeout nor a burst waits for a boot. It is there while a function is open.
 */
export class Spare {
  readonly #platform: Platform;
  readonly #assetsUrl: string | undefined;
  readonly #soon = new IdleTimers<Spare>(SOON_MS, () => this.keep());
  #kept: Interpreter | undefined;
  #openFunctions = 0;

  /** @param assetsUrl where its interpreters come from: functions with other assets have a spare of their own. */
  constructor(platform: Platform, assetsUrl?: string) {
    this.#platform = platform;
    this.#assetsUrl = assetsUrl;
  }

  /** A function was made. */
  enter(): void {
    this.#openFunctions += 1;
  }

  /** A function was closed; with the last one the spare ends. */
  async leave(): Promise<void> {
    this.#openFunctions -= 1;
    if (this.#openFunctions > 0) return;
    this.#soon.stopAll();
    const kept = this.#kept;
    this.#kept = undefined;
    await kept?.end();
  }

  /** The spare if there is one, a new interpreter otherwise. */
  take(): Interpreter {
    const kept = this.#kept;
    this.#kept = undefined;
    return kept && !kept.isEnded ? kept : new Interpreter(this.#platform, this.#assetsUrl);
  }

  /** Called after an answer: starting a spare earlier would slow the first start down. */
  keep(): void {
    this.#soon.stopAll();
    if (this.#openFunctions === 0 || (this.#kept && !this.#kept.isEnded)) return;
    this.#kept = new Interpreter(this.#platform, this.#assetsUrl);
  }

  /** Called when a function is ready: one that is changed before its first call would wait for a boot else. */
  keepSoon(): void {
    this.#soon.start(this);
  }
}
