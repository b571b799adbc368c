import { monotonicMs, startTimer } from "#clock";
import { CATALOGUE } from "../errors.ts";
import type { Network } from "../outbound/network.ts";
import type {
  CallRequest,
  LoadRequest,
  LogMessage,
  OutcomeMessage,
  PrepareRequest,
} from "../wire/protocol.ts";
import { bootFailure, type Interpreter } from "./interpreter.ts";
import { Receiver } from "./receive.ts";
import { type Stopped, StopReports, stopCall } from "./stop-call.ts";
import { waitFor } from "./wait.ts";

/** How far an instance is. A broken one is replaced, never repaired. */
export type InstanceState = "booting" | "ready" | "busy" | "ended";

export interface CallLimits {
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
}

/** How a call ended. */
export type CallEnding =
  | { readonly kind: "outcome"; readonly message: OutcomeMessage }
  | { readonly kind: "death"; readonly reason: string }
  | { readonly kind: "deadline" | "aborted"; readonly stopped: Stopped };

/** Between SIGTERM and SIGKILL (contract 7.7). */
const TERMINATION_MS = 50;

/**
 * Far beyond a slow start. A boot that hangs must end, but only where a call waits for it. The time that files take to
 * arrive is not part of it: src/clock/stall.ts limits that.
 */
const BOOT_TIMEOUT_MS = 60_000;

/** The longest that an import ahead of the first call may take (contract 7.5: ten minutes). */
const LOAD_TIMEOUT_MS = 600_000;

/** One instance of a function, from its boot to its end. Its far side is src/worker/session.ts. */
export class Instance {
  /** When the interpreter had booted, in `monotonicMs()`; a call queues from then on. */
  readyAt = Number.POSITIVE_INFINITY;
  /** A sentence for the log of the next call. */
  notice: string | undefined;
  /** Resolves when the instance is ready. Unlike `ready()` it has no deadline and does not keep the process alive. */
  readonly booted: Promise<void>;
  readonly #interpreter: Interpreter;
  /** When the interpreter's files and the function's code are there, or cannot be had. Never rejects. */
  readonly #loaded: Promise<unknown>;
  #state: InstanceState = "booting";
  #isWarm = false;
  /** Ends when the code compiled by the first call is kept. */
  #keeping: Promise<void> | undefined;
  #isEndedOnPurpose = false;
  readonly #receiver: Receiver;
  readonly #onIdleLog: (message: LogMessage) => void;

  /**
   * Prepares the interpreter, which belongs to this instance from now on.
   *
   * @param onIdleLog gets the lines that are written while no call runs.
   */
  constructor(
    interpreter: Interpreter,
    prepare: PrepareRequest | Promise<PrepareRequest>,
    network: Network,
    onIdleLog: (message: LogMessage) => void = () => {},
  ) {
    this.#interpreter = interpreter;
    this.#onIdleLog = onIdleLog;
    this.#receiver = new Receiver(interpreter, network, onIdleLog, () => this.#endUntrusted());
    void interpreter.worker.death.then(() => {
      this.#state = "ended";
    });
    this.#loaded = Promise.allSettled([interpreter.loaded, prepare]);
    this.booted = this.#boot(prepare);
    // Handled here so that no unhandled rejection is reported; callers see it when they await.
    this.booted.catch(() => this.#terminate());
  }

  get state(): InstanceState {
    return this.#state;
  }

  /** Whether the function's code was imported already, by a call or ahead of the first one. */
  get isWarm(): boolean {
    return this.#isWarm;
  }

  /** Whether the import of the function's code ended well, also when the call that caused it did not. */
  get isImported(): boolean {
    return this.#receiver.isImported;
  }

  /** WebAssembly memory when the last call ended. */
  get memoryBytes(): number {
    return this.#receiver.memoryBytes;
  }

  /** Whether its end was asked for while a call may have run on it. */
  get isEndedOnPurpose(): boolean {
    return this.#isEndedOnPurpose;
  }

  /** @throws FunctionError when the interpreter does not come up. */
  async ready(): Promise<void> {
    this.#keepAlive(true);
    try {
      await Promise.race([this.#loaded, this.booted]);
      const ending = await waitFor({ value: this.booted, timeoutMs: BOOT_TIMEOUT_MS });
      if (ending.kind === "deadline") {
        void this.#terminate();
        throw bootFailure(`the interpreter did not come up within ${BOOT_TIMEOUT_MS} ms`);
      }
    } finally {
      if (this.#state !== "busy") this.#keepAlive(false);
    }
  }

  /**
   * Makes one call. Every ending but an outcome ends the instance too, as in the service.
   *
   * @param onLog gets the lines of the function while it runs.
   */
  async call(
    request: Omit<CallRequest, "callId"> | Omit<LoadRequest, "callId">,
    limits: CallLimits,
    onLog: (message: LogMessage) => void,
  ): Promise<CallEnding> {
    const { calls, death } = this.#interpreter.worker;
    // It may end between the moment it is handed out and the call.
    if (this.#state === "ended") return { kind: "death", reason: await death };
    if (this.#state !== "ready") {
      throw new Error(`This is a bug in pythonless: a call to an instance that is ${this.#state}.`);
    }
    this.#state = "busy";
    this.#receiver.onLog = onLog;
    let early: OutcomeMessage | undefined;
    const outcome = new Promise<OutcomeMessage>((resolve) => {
      this.#receiver.onOutcome = (message) => {
        early = message;
        resolve(message);
      };
    });
    this.#receiver.callId += 1;
    calls.post({ ...request, callId: this.#receiver.callId });
    // The outcome of a short call may be there already, and then there is nothing to wait for.
    const ending = endingOf(early) ?? (await this.#waited(request.kind, outcome, limits));
    // Lines that were written before the end may still be on their way.
    if (ending.kind !== "outcome") await nextTurn();
    this.#settle(ending);
    return ending;
  }

  /** Imports the function's code ahead of the first call. That call reports a failure. */
  async load(): Promise<void> {
    await this.booted;
    if (this.#state !== "ready") return;
    const limits = { timeoutMs: LOAD_TIMEOUT_MS, signal: undefined };
    await this.call({ kind: "load" }, limits, this.#onIdleLog);
  }

  /** Ends the worker, a call on it included. An idle function is notified and has 50 ms. Idempotent. */
  async end(): Promise<void> {
    this.#isEndedOnPurpose = true;
    if (this.#state === "ready" && this.#isWarm) {
      await this.#announceEnd();
      await this.#keeping;
    }
    await this.#terminate();
  }

  /** SIGTERM, as Python's `signal` has it. Code that was never imported cannot listen. */
  async #announceEnd(): Promise<void> {
    const { calls, death } = this.#interpreter.worker;
    this.#state = "ended";
    this.#keepAlive(true);
    const terminated = new Promise<void>((resolve) => {
      this.#receiver.onTerminated = resolve;
    });
    calls.post({ kind: "terminate" });
    await waitFor({ value: terminated, death, timeoutMs: TERMINATION_MS });
  }

  async #waited(
    kind: (CallRequest | LoadRequest)["kind"],
    outcome: Promise<OutcomeMessage>,
    limits: CallLimits,
  ): Promise<CallEnding> {
    this.#keepAlive(kind === "call");
    const { death } = this.#interpreter.worker;
    const ending = await waitFor({ value: outcome, death, ...limits });
    if (ending.kind === "value") return { kind: "outcome", message: ending.value };
    if (ending.kind === "death") return ending;
    return { kind: ending.kind, stopped: await this.#stop(outcome) };
  }

  #stop(outcome: Promise<OutcomeMessage>): Promise<Stopped> {
    const { worker, interrupt } = this.#interpreter;
    const reports = new StopReports();
    this.#receiver.onStoppedAt = (report) => reports.receive(report);
    const cancel = (): void => worker.calls.post({ kind: "stop" });
    return stopCall({ outcome, death: worker.death, reports, cancel, interrupt });
  }

  async #boot(prepare: PrepareRequest | Promise<PrepareRequest>): Promise<void> {
    const preparing = Promise.resolve(prepare).then((request) => this.#interpreter.prepare(request));
    const [{ warning }, prepared] = await Promise.all([this.#interpreter.started, preparing]);
    if (warning) this.notice = `pythonless started slowly. ${warning}`;
    this.#receiver.memoryBytes = prepared.memoryBytes;
    this.readyAt = monotonicMs();
    if (this.#state === "booting") this.#state = "ready";
  }

  /** The state changes at once; the thread may take its time to end. */
  async #terminate(): Promise<void> {
    this.#state = "ended";
    this.#receiver.closeExchanges();
    await this.#interpreter.end();
  }

  #settle(ending: CallEnding): void {
    this.#receiver.closeExchanges();
    this.#receiver.rest(this.#onIdleLog);
    if (endsInstance(ending)) {
      void this.#terminate();
    } else if (this.#state === "busy") {
      if (!this.#isWarm) this.#keeping = this.#interpreter.keepCode().catch(() => {});
      this.#isWarm = true;
      this.#state = "ready";
      this.#keepAlive(false);
    }
  }

  /** A worker that sent a message of unknown form cannot be trusted. The call on it, if any, has crashed. */
  #endUntrusted(): void {
    const outcome = { kind: "crash", reason: "The worker sent a message of unknown form." } as const;
    this.#receiver.onOutcome({
      kind: "outcome",
      callId: this.#receiver.callId,
      outcome,
      warnings: [],
      memoryBytes: this.#receiver.memoryBytes,
    });
    void this.#terminate();
  }

  #keepAlive(isNeeded: boolean): void {
    this.#interpreter.worker.keepAlive(isNeeded);
  }
}

function endingOf(message: OutcomeMessage | undefined): CallEnding | undefined {
  return message && { kind: "outcome", message };
}

/** No outcome, a crash, or code that could not be loaded: the next call tries on a fresh instance (ruling 1). */
function endsInstance(ending: CallEnding): boolean {
  if (ending.kind !== "outcome") return true;
  const { outcome } = ending.message;
  return (
    outcome.kind === "crash" ||
    outcome.kind === "stopped" ||
    (outcome.kind === "fault" && CATALOGUE[outcome.failure.code].phase === "init")
  );
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => startTimer(resolve, 0));
}
