import { startBackgroundTimer } from "#clock";
import type { Platform } from "../platform/platform.ts";
import { Interpreter } from "./interpreter.ts";

/** Longer than a boot, which would slow down a call, or another function, that follows at once. */
const AFTER_READY_MS = 500;

/** A program that makes one call closes the function within this time, and has no use for a second interpreter. */
const AFTER_ANSWER_MS = 50;

/**
 * One interpreter kept booted for the whole process, of no function and with nothing of any in it, so that
 * neither a timeout nor a burst waits for a boot. It is there while a function is open.
 */
export class Prewarm {
  readonly #platform: Platform;
  readonly #assetsUrl: string | undefined;
  #pending: { readonly cancel: () => void; readonly delayMs: number } | undefined;
  #kept: Interpreter | undefined;
  #openFunctions = 0;

  /** @param assetsUrl where its interpreters come from: functions with other assets have one of their own. */
  constructor(platform: Platform, assetsUrl?: string) {
    this.#platform = platform;
    this.#assetsUrl = assetsUrl;
  }

  /** A function was made. */
  enter(): void {
    this.#openFunctions += 1;
  }

  /** A function was closed; with the last one the interpreter ends. */
  async leave(): Promise<void> {
    this.#openFunctions -= 1;
    if (this.#openFunctions > 0) return;
    this.#stopPending();
    const kept = this.#kept;
    this.#kept = undefined;
    await kept?.end();
  }

  /** The prewarmed interpreter if there is one, a new one otherwise. */
  take(): Interpreter {
    const kept = this.#kept;
    this.#kept = undefined;
    return kept && !kept.isEnded ? kept : this.#start();
  }

  /** Called after a call. */
  keep(): void {
    this.#keepIn(AFTER_ANSWER_MS);
  }

  /** Called when a function is ready: without it, a function that is changed before its first call would wait for a boot. */
  keepSoon(): void {
    this.#keepIn(AFTER_READY_MS);
  }

  #keepIn(delayMs: number): void {
    if (this.#openFunctions === 0 || this.#isKept) return;
    if (this.#pending && this.#pending.delayMs <= delayMs) return;
    this.#stopPending();
    const cancel = startBackgroundTimer(() => {
      this.#pending = undefined;
      if (!this.#isKept) this.#kept = this.#start();
    }, delayMs);
    this.#pending = { cancel, delayMs };
  }

  #start(): Interpreter {
    return new Interpreter(this.#platform, { assetsUrl: this.#assetsUrl });
  }

  #stopPending(): void {
    this.#pending?.cancel();
    this.#pending = undefined;
  }

  get #isKept(): boolean {
    return this.#kept !== undefined && !this.#kept.isEnded;
  }
}

const prewarms = new Map<string | undefined, Prewarm>();

/** The prewarmed interpreter of all functions of this process with the same assets. */
export function prewarmFor(platform: Platform, assetsUrl: string | undefined): Prewarm {
  const prewarm = prewarms.get(assetsUrl) ?? new Prewarm(platform, assetsUrl);
  prewarms.set(assetsUrl, prewarm);
  return prewarm;
}
