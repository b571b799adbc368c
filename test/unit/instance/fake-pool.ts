import { onTestFinished, vi } from "vitest";
import { type FunctionError, functionError } from "../../../src/errors.ts";
import type { Instance, InstanceState } from "../../../src/instance/instance.ts";
import { bootFailure } from "../../../src/instance/interpreter.ts";
import { Pool, type PoolLimits } from "../../../src/instance/pool.ts";

/** An instance without a worker, whose boot and whose import the test decides on. */
export class FakeInstance {
  state: InstanceState = "booting";
  loads = 0;
  readonly #booted = deferred();
  readonly #loaded = deferred();

  ready(): Promise<void> {
    return this.#booted.promise;
  }

  get booted(): Promise<void> {
    return this.#booted.promise;
  }

  async load(): Promise<void> {
    await this.#booted.promise;
    if (this.state !== "ready") return;
    this.state = "busy";
    this.loads += 1;
    await this.#loaded.promise;
    if (this.state === "busy") this.state = "ready";
  }

  async end(): Promise<void> {
    this.failBoot("terminated");
    this.#loaded.resolve();
  }

  boot(): void {
    this.state = "ready";
    this.#booted.resolve();
  }

  failBoot(reason: string): void {
    this.state = "ended";
    this.#booted.reject(bootFailure(reason));
  }

  finishLoad(): void {
    this.#loaded.resolve();
  }
}

/** A pool of fake instances, and a diary of what its callers were told. */
export function openPool(limits: Partial<PoolLimits> = {}) {
  const started: FakeInstance[] = [];
  const diary: string[] = [];
  const start = () => {
    const instance = new FakeInstance();
    started.push(instance);
    return instance as unknown as Instance;
  };
  const pool = new Pool(start, {
    instances: 1,
    calls: Number.POSITIVE_INFINITY,
    provisioned: 0,
    idleMs: 1_000,
    ...limits,
  });
  return {
    pool,
    started,
    diary,
    /** The instance with this number, whether it was started already or not. */
    nth: (number: number) => started[number] as FakeInstance,
    /** Asks for an instance. */
    call: (name: string, signal?: AbortSignal) => {
      pool.acquire(signal).then(
        (got) => diary.push(`${name}: ${got ? started.indexOf(got as unknown as FakeInstance) : "gave up"}`),
        (error: FunctionError) => diary.push(`${name}: ${error.code} ${error.errorMessage}`),
      );
    },
    release: (number: number) => pool.release(started[number] as unknown as Instance),
    states: () => started.map(({ state }) => state),
  };
}

export function closedError(): FunctionError {
  return functionError({
    code: "FUNCTION_CLOSED",
    errorType: "E",
    errorMessage: "closed",
    stackTrace: [],
  });
}

/** Long enough for all that is due. Not a timer: those are the test's. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

export function useFakeTimers(): void {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
}

/** Collects what is rejected and nobody hears of. */
export function unhandledRejections(): unknown[] {
  const unhandled: unknown[] = [];
  const listen = (reason: unknown) => unhandled.push(reason);
  process.on("unhandledRejection", listen);
  onTestFinished(() => {
    process.off("unhandledRejection", listen);
  });
  return unhandled;
}

function deferred() {
  let resolve: () => void = () => {};
  let reject: (error: Error) => void = () => {};
  const promise = new Promise<void>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  promise.catch(() => {});
  return { promise, resolve, reject };
}
