import * as Comlink from "comlink";
import { type Failure, FunctionError } from "../errors.ts";
import type {
  AnswerMessage,
  CallRequest,
  LogMessage,
  PrepareRequest,
  StartResult,
  WorkerControl,
  WorkerMessage,
} from "../protocol.ts";
import { VERSION } from "../version.ts";
import type { Platform, WorkerHandle } from "./platform.ts";
import { type Ending, race } from "./race.ts";

/** How far an instance is. A broken one is replaced, never repaired. */
export type InstanceState = "booting" | "ready" | "busy" | "ended";

export interface CallLimits {
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
}

/** Far beyond a slow start. A boot that hangs must end, but only where somebody waits for it. */
const BOOT_TIMEOUT_MS = 60_000;

/**
 * One instance of a function: a worker, from its boot to its end. Its far side is src/worker/session.ts.
 */
export class Instance {
  readonly #worker: WorkerHandle;
  readonly #booted: Promise<void>;
  #state: InstanceState = "booting";
  #calls = 0;
  #memoryBytes = 0;
  #isEndedOnPurpose = false;
  #onLog: (message: LogMessage) => void = () => {};
  #onAnswer: (message: AnswerMessage) => void = () => {};

  /** Starts booting at once. */
  constructor(platform: Platform, prepare: PrepareRequest | Promise<PrepareRequest>) {
    this.#worker = platform.startWorker();
    this.#worker.calls.onMessage((message) => this.#receive(message as WorkerMessage));
    void this.#worker.death.then(() => {
      this.#state = "ended";
    });
    this.#booted = boot(platform, this.#worker, prepare).then((memoryBytes) => {
      this.#memoryBytes = memoryBytes;
      if (this.#state === "booting") this.#state = "ready";
    });
    // Whoever waits for it is told; nobody has to wait.
    this.#booted.catch(() => this.#terminate());
  }

  get state(): InstanceState {
    return this.#state;
  }

  /** Whether a call was made on it already. */
  get isWarm(): boolean {
    return this.#calls > 0;
  }

  /** WebAssembly memory when the last call ended. */
  get memoryBytes(): number {
    return this.#memoryBytes;
  }

  /** Whether its end was asked for while a call may have run on it. */
  get isEndedOnPurpose(): boolean {
    return this.#isEndedOnPurpose;
  }

  /** @throws FunctionError when the interpreter does not come up. */
  async ready(): Promise<void> {
    this.#worker.keepAlive(true);
    try {
      const ending = await race({ answer: this.#booted, timeoutMs: BOOT_TIMEOUT_MS });
      if (ending.kind === "deadline") {
        await this.#terminate();
        throw bootFailure(`the interpreter did not come up within ${BOOT_TIMEOUT_MS} ms`);
      }
    } finally {
      if (this.#state !== "busy") this.#worker.keepAlive(false);
    }
  }

  /**
   * Makes one call. Whatever ends it but an answer ends the instance too, as in the service.
   *
   * @param onLog gets the lines of the function while it runs.
   */
  async call(
    request: CallRequest,
    limits: CallLimits,
    onLog: (message: LogMessage) => void,
  ): Promise<Ending<AnswerMessage>> {
    if (this.#state !== "ready")
      throw new Error(`This is a bug in pythonless: a call to a ${this.#state} instance.`);
    this.#state = "busy";
    this.#calls += 1;
    this.#onLog = onLog;
    this.#worker.keepAlive(true);
    const answer = new Promise<AnswerMessage>((resolve) => {
      this.#onAnswer = resolve;
    });
    this.#worker.calls.post(request);
    const ending = await race({ answer, death: this.#worker.death, ...limits });
    await this.#settle(ending);
    return ending;
  }

  /** Ends the worker, a call on it included. Idempotent. */
  async end(): Promise<void> {
    this.#isEndedOnPurpose = true;
    await this.#terminate();
  }

  async #terminate(): Promise<void> {
    this.#state = "ended";
    this.#worker.keepAlive(false);
    await this.#worker.terminate();
  }

  async #settle(ending: Ending<AnswerMessage>): Promise<void> {
    // Lines that were written before the end may still be on their way.
    if (ending.kind !== "answer") await nextTurn();
    this.#onLog = () => {};
    this.#onAnswer = () => {};
    if (ending.kind !== "answer" || ending.answer.answer.kind === "crash") {
      await this.#terminate();
    } else if (this.#state === "busy") {
      this.#state = "ready";
      this.#worker.keepAlive(false);
    }
  }

  #receive(message: WorkerMessage): void {
    if (message.kind === "log") this.#onLog(message);
    else {
      this.#memoryBytes = message.memoryBytes;
      this.#onAnswer(message);
    }
  }
}

async function boot(
  platform: Platform,
  worker: WorkerHandle,
  prepare: PrepareRequest | Promise<PrepareRequest>,
): Promise<number> {
  const control = Comlink.wrap<WorkerControl>(worker.control);
  const assets = await orBootFailure(platform.loadAssets());
  await ask(worker, control.start({ version: VERSION, assets }));
  const request = await prepare;
  const far = worker.calls.far;
  return ask(worker, control.prepare(request, Comlink.transfer(far, [far])));
}

/** Waits for the worker's word that a step of the boot is done; gives its memory in bytes. */
async function ask(worker: WorkerHandle, step: Promise<StartResult>): Promise<number> {
  const ending = await orBootFailure(race({ answer: step, death: worker.death }));
  if (ending.kind === "death") throw bootFailure(`the worker ended: ${ending.reason}`);
  if (ending.kind !== "answer") throw bootFailure(`unexpected ${ending.kind}`);
  const result = ending.answer;
  switch (result.kind) {
    case "started":
      return result.memoryBytes;
    case "failed":
      throw bootFailure(result.reason);
    case "version-mismatch":
      throw new FunctionError(
        failureOf("VERSION_MISMATCH", `the host is pythonless ${VERSION}, its worker is ${result.version}`),
      );
    default:
      throw result satisfies never;
  }
}

async function orBootFailure<Value>(promise: Promise<Value>): Promise<Value> {
  try {
    return await promise;
  } catch (error) {
    throw bootFailure(error instanceof Error ? error.message : String(error));
  }
}

function bootFailure(reason: string): FunctionError {
  return new FunctionError(failureOf("BOOT_FAILED", reason));
}

function failureOf(code: "BOOT_FAILED" | "VERSION_MISMATCH", errorMessage: string): Failure {
  return { code, errorType: "PythonlessError", errorMessage, stackTrace: [] };
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
