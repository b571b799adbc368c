import { transfer } from "comlink";
import { StalledError } from "../clock/stall.ts";
import { errorWithoutTrace, FunctionError, functionError } from "../errors.ts";
import {
  type Platform,
  type SnapshotStore,
  type StartedWorker,
  startWorkerOn,
  type WorkerHandle,
} from "../platform/platform.ts";
import type { FunctionSnapshot, PrepareRequest, StartRequest, StartResult } from "../wire/protocol.ts";
import { DOORBELL_WORD, INTERRUPT_WORD, LOG_WORD } from "../wire/shared-memory.ts";
import { VERSION } from "../wire/version.ts";
import { type Control, controlOf } from "./control.ts";
import { waitFor } from "./wait.ts";

/** The result of a step of the boot. */
export interface Booted {
  readonly memoryBytes: number;
  /** Why the start was slow, if it was. */
  readonly warning?: string;
  /** The function's snapshot was of no use. */
  readonly isSnapshotRefused?: true;
}

export interface InterpreterOptions {
  readonly assetsUrl?: string | undefined;
  readonly functionSnapshot?: Promise<FunctionSnapshot | undefined>;
  readonly given?: StartedWorker | undefined;
}

/** It takes some 20 ms, or longer while the function is busy. */
const KEEPING_CODE_MS = 1_000;

/** A worker whose interpreter boots. It belongs to no function until it is prepared for one. */
export class Interpreter {
  readonly worker: WorkerHandle;
  /** Settles when all that it starts from has been loaded, or cannot be. Never rejects. */
  readonly loaded: Promise<unknown>;
  /** Rejects with a FunctionError. */
  readonly started: Promise<Booted>;
  /** Interrupts Python where it is. Absent where memory cannot be shared with the worker. */
  readonly interrupt: (() => void) | undefined;
  /** As src/wire/shared-memory.ts says. */
  readonly shared: SharedArrayBuffer | undefined;
  readonly #control: Control;
  readonly #words: Int32Array | undefined;
  readonly #startRequest: Promise<StartRequest>;
  readonly #store: SnapshotStore;
  #isEnded = false;

  /**
   * Starts booting at once.
   *
   * @param given a worker that runs already, in place of a new one.
   */
  constructor(platform: Platform, { assetsUrl, functionSnapshot, given }: InterpreterOptions = {}) {
    const { worker, shared } = given ?? startWorkerOn(platform);
    this.worker = worker;
    this.shared = shared;
    this.#store = platform.snapshots;
    this.#control = controlOf(worker);
    const words = shared && new Int32Array(shared);
    this.#words = words;
    this.interrupt = words && (() => interruptThrough(words));
    this.#startRequest = startRequest(platform, assetsUrl, shared, functionSnapshot);
    // Handled here so that no unhandled rejection is reported; the start reports it.
    this.loaded = this.#startRequest.catch(() => {});
    // Its request may never come: the death of a worker meanwhile is noticed all the same.
    this.started = this.#ask(async (control) => control.start(await this.#startRequest));
    void worker.death.then(() => {
      this.#isEnded = true;
    });
    // Handled here so that no unhandled rejection is reported; callers see it when they await.
    this.started.catch(() => this.end());
  }

  get isEnded(): boolean {
    return this.#isEnded;
  }

  /** Makes it the instance of one function, once. Sent before boot ends, to save a round trip. */
  async prepare(request: PrepareRequest): Promise<Booted> {
    const { far } = this.worker.calls;
    return this.#ask(async (control) => {
      // Behind the start on the same channel: its failure is reported first.
      await this.#startRequest;
      return control.prepare(request, transfer(far, [far]));
    });
  }

  /** Tells the worker that a message of its log was taken, for which it may be waiting. */
  takeLog(): void {
    if (this.#words === undefined) return;
    Atomics.add(this.#words, LOG_WORD, 1);
    Atomics.notify(this.#words, LOG_WORD);
  }

  /** Keeps the code that the engine has compiled for the next process. Where that fails, the next start is as slow as this one. */
  async keepCode(): Promise<void> {
    const value = this.#control.code();
    const ending = await waitFor({ value, death: this.worker.death, timeoutMs: KEEPING_CODE_MS });
    if (ending.kind === "value" && ending.value) {
      await this.#store.write(ending.value.key, ending.value.bytes);
    }
  }

  async end(): Promise<void> {
    this.#isEnded = true;
    this.worker.keepAlive(false);
    await this.worker.terminate();
  }

  /** Waits for the worker's word that a step is done. Comlink alone waits for ever when the worker dies. */
  async #ask(step: (control: Control) => Promise<StartResult>): Promise<Booted> {
    const ending = await orBootFailure(waitFor({ value: step(this.#control), death: this.worker.death }));
    if (ending.kind === "death") throw bootFailure(`the worker ended: ${ending.reason}`);
    if (ending.kind !== "value") throw bootFailure(`unexpected ${ending.kind}`);
    const result = ending.value;
    switch (result.kind) {
      case "started":
        return result;
      case "failed":
        throw bootFailure(result.reason);
      case "version-mismatch":
        throw errorWithoutTrace(
          "VERSION_MISMATCH",
          "PythonlessError",
          `the host is pythonless ${VERSION}, its worker is ${result.version}`,
        );
      default:
        throw result satisfies never;
    }
  }
}

async function startRequest(
  platform: Platform,
  assetsUrl: string | undefined,
  shared: SharedArrayBuffer | undefined,
  snapshot: Promise<FunctionSnapshot | undefined> | undefined,
): Promise<StartRequest> {
  const [assets, functionSnapshot] = await Promise.all([platform.loadAssets(assetsUrl), snapshot]);
  return {
    version: VERSION,
    assets,
    ...(shared && { shared }),
    ...(functionSnapshot && { functionSnapshot }),
  };
}

/** "CPU time limit exceeded", the signal that wasm-bootstrap/pythonless/loops/stopping.py listens to. */
const SIGXCPU = 24;

function interruptThrough(words: Int32Array): void {
  Atomics.store(words, INTERRUPT_WORD, SIGXCPU);
  // A thread that waits for a reply waits on the doorbell.
  Atomics.add(words, DOORBELL_WORD, 1);
  Atomics.notify(words, INTERRUPT_WORD);
  Atomics.notify(words, DOORBELL_WORD);
}

/** The interpreter did not come up. */
export function bootFailure(errorMessage: string, hint?: string): FunctionError {
  const failure = {
    code: "BOOT_FAILED",
    errorType: "PythonlessError",
    errorMessage,
    stackTrace: [],
  } as const;
  return functionError({ ...failure, ...(hint !== undefined && { hint }) });
}

const STALLED_HINT =
  "The network, or the drive that the file is on, no longer answers. The next call tries again.";

async function orBootFailure<Value>(promise: Promise<Value>): Promise<Value> {
  try {
    return await promise;
  } catch (error) {
    if (error instanceof FunctionError) throw error;
    if (error instanceof StalledError) throw bootFailure(error.message, STALLED_HINT);
    throw bootFailure(error instanceof Error ? error.message : String(error));
  }
}
