import { errorWithoutTrace, type FunctionError } from "../errors.ts";
import { IdleTimers } from "./idle-timers.ts";
import type { Instance } from "./instance.ts";
import { waitFor } from "./wait.ts";

/** How many instances and calls a function may have (contract 7.4). */
export interface PoolLimits {
  /** Instances at once, at least 1. Calls beyond them wait. */
  readonly instances: number;
  /** Calls in progress, waiting ones included. Those beyond are refused. */
  readonly calls: number;
  /** Instances that are kept, with the function's code imported ahead of the first call. */
  readonly provisioned: number;
  /** After how long an idle instance is ended, provisioned ones apart. */
  readonly idleMs: number;
}

/** A call that waits for an instance. */
interface Waiter {
  take(instance: Instance): void;
  fail(error: FunctionError): void;
}

/**
 * The instances of one function. One call at a time on each (contract 7.3). A call that finds none free waits in
 * order of arrival, and while calls wait, instances are added up to the limit.
 */
export class Pool {
  readonly #start: () => Instance;
  readonly #limits: PoolLimits;
  readonly #instances = new Set<Instance>();
  readonly #lent = new Set<Instance>();
  /** The instances whose boot a call waits for. */
  readonly #watched = new WeakSet<Instance>();
  readonly #idle: IdleTimers<Instance>;
  #waiting: Waiter[] = [];
  #calls = 0;
  #isClosed = false;

  /** Starts its first instances at once. */
  constructor(start: () => Instance, limits: PoolLimits) {
    this.#start = start;
    this.#limits = limits;
    this.#idle = new IdleTimers(limits.idleMs, (instance) => this.#endIdle(instance));
    this.#refill();
  }

  /** An instance that has not ended, to wait for its boot. */
  get any(): Instance {
    this.#dropEnded();
    const [first] = this.#instances;
    return first ?? this.#add();
  }

  /**
   * Waits for an instance, which is then the caller's until it is released. `undefined` when the signal came first.
   *
   * @throws FunctionError when there are too many calls, or no instance comes up.
   */
  async acquire(signal: AbortSignal | undefined): Promise<Instance | undefined> {
    if (signal?.aborted) return undefined;
    if (this.#calls >= this.#limits.calls) throw tooManyCalls();
    this.#calls += 1;
    const free = this.#takeFree();
    if (free) return free;
    let waiter: Waiter | undefined;
    const instance = new Promise<Instance>((take, fail) => {
      waiter = { take, fail };
      this.#waiting.push(waiter);
    });
    this.#serve();
    try {
      const ending = await waitFor({ value: instance, signal });
      if (ending.kind === "value") return ending.value;
    } catch (error) {
      this.#calls -= 1;
      throw error;
    }
    this.#giveUp(waiter, instance);
    return undefined;
  }

  /** The common case, without a wait: no call waits, and an instance is free. */
  #takeFree(): Instance | undefined {
    if (this.#waiting.length > 0) return undefined;
    for (const instance of this.#instances) {
      if (instance.state === "ready" && !this.#lent.has(instance)) return this.#lend(instance);
    }
    return undefined;
  }

  #lend(instance: Instance): Instance {
    this.#idle.stop(instance);
    this.#lent.add(instance);
    return instance;
  }

  /** Gives an instance back; to be called once for each that was acquired. */
  release(instance: Instance): void {
    if (!this.#lent.delete(instance)) return;
    this.#calls -= 1;
    this.#offer(instance);
    this.#refill();
  }

  /** Ends all instances and rejects the calls that wait. */
  async close(reason: FunctionError): Promise<void> {
    this.#isClosed = true;
    this.#idle.stopAll();
    this.#failAll(reason);
    await Promise.all([...this.#instances].map((instance) => instance.end()));
  }

  /** An instance came free: for a call that waits, or to idle. */
  #offer(instance: Instance): void {
    this.#serve();
    this.#idleUnlessLent(instance);
  }

  #idleUnlessLent(instance: Instance): void {
    if (instance.state === "ready" && !this.#lent.has(instance)) this.#idle.start(instance);
  }

  /** Gives free instances to waiting calls, and adds instances for the rest. */
  #serve(): void {
    this.#dropEnded();
    for (const instance of this.#instances) {
      if (instance.state !== "ready" || this.#lent.has(instance)) continue;
      const waiter = this.#waiting.shift();
      if (waiter === undefined) return;
      waiter.take(this.#lend(instance));
    }
    for (let missing = this.#waiting.length - this.#booting().length; missing > 0; missing -= 1) {
      if (this.#instances.size < this.#limits.instances) this.#add();
    }
    if (this.#waiting.length > 0) for (const instance of this.#booting()) this.#watch(instance);
  }

  /** Replaces ended instances before a call needs them. */
  #refill(): void {
    if (this.#isClosed) return;
    this.#dropEnded();
    while (this.#instances.size < Math.max(1, this.#limits.provisioned)) {
      const instance = this.#add();
      if (this.#instances.size <= this.#limits.provisioned) void this.#provision(instance);
    }
  }

  #add(): Instance {
    const instance = this.#start();
    this.#instances.add(instance);
    // An instance that is never called is idle from the end of its boot. A failed boot is reported to the calls.
    instance.booted.then(
      () => this.#idleUnlessLent(instance),
      () => {},
    );
    return instance;
  }

  /** Waits for a boot on behalf of the calls that wait for an instance. */
  #watch(instance: Instance): void {
    if (this.#watched.has(instance)) return;
    this.#watched.add(instance);
    instance.ready().then(
      () => this.#offer(instance),
      (error: FunctionError) => {
        this.#dropEnded();
        // With the last one: replacing each that fails would keep the callers waiting for ever.
        if (this.#instances.size === 0) this.#failAll(error);
      },
    );
  }

  /** Imports the function's code ahead of the first call, which reports a failure itself. */
  async #provision(instance: Instance): Promise<void> {
    // Else a call could get it between the end of its boot and the import.
    this.#lent.add(instance);
    await instance.load().catch(() => {});
    this.#lent.delete(instance);
    if (!this.#isClosed) this.#offer(instance);
  }

  #endIdle(instance: Instance): void {
    if (this.#lent.has(instance) || this.#instances.size <= this.#limits.provisioned) return;
    this.#instances.delete(instance);
    void instance.end();
  }

  #giveUp(waiter: Waiter | undefined, promised: Promise<Instance>): void {
    const isWaiting = this.#waiting.some((other) => other === waiter);
    this.#waiting = this.#waiting.filter((other) => other !== waiter);
    if (isWaiting) this.#calls -= 1;
    // Its turn came, or its refusal, in the very moment it gave up.
    else {
      promised.then(
        (instance) => this.release(instance),
        () => {
          this.#calls -= 1;
        },
      );
    }
  }

  #failAll(error: FunctionError): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const waiter of waiting) waiter.fail(error);
  }

  #booting(): Instance[] {
    return [...this.#instances].filter((instance) => instance.state === "booting");
  }

  #dropEnded(): void {
    for (const instance of this.#instances) {
      if (instance.state === "ended") this.#instances.delete(instance);
    }
  }
}

function tooManyCalls(): FunctionError {
  const sentence = "No node can serve the request: Concurrent requests exceeded";
  return errorWithoutTrace("TOO_MANY_CALLS", "TooManyRequests", sentence);
}
