import { monotonicMs } from "#clock";
import { platform } from "#platform";
import type { FetchOptions } from "../api/cloud-function.ts";
import type { Execution } from "../api/execution.ts";
import type { FunctionError } from "../errors.ts";
import { Instance } from "../instance/instance.ts";
import { Interpreter } from "../instance/interpreter.ts";
import { Pool } from "../instance/pool.ts";
import { type Prewarm, prewarmFor } from "../instance/prewarm.ts";
import { CallLog } from "../logs/call-log.ts";
import { writeStream } from "../logs/write-stream.ts";
import type { CheckedOptions } from "../options/check-options.ts";
import type { StartedWorker } from "../platform/platform.ts";
import { FrozenFunction } from "../snapshots/frozen-function.ts";
import type { LogMessage, PrepareRequest } from "../wire/protocol.ts";
import { completeRequest } from "./complete-request.ts";
import { concludeRaw, type EndedCall, type Job, runCall } from "./execute.ts";
import { withValue } from "./execution-value.ts";
import { type FetchHost, fetchThrough } from "./fetch.ts";
import { abortedError, type CallSettings, closedError, internalError } from "./rejected-execution.ts";

/** Unlike the service's, which varies (contract 7.1). */
const IDLE_MS = 10 * 60_000;

/** The instances of one function and the calls on them: all of a function that a page does not need before its first call. */
export class Engine {
  readonly #options: CheckedOptions;
  readonly #settings: CallSettings;
  readonly #pool: Pool;
  readonly #prewarm: Prewarm;
  readonly #frozen: FrozenFunction | undefined;
  /** Asynchronous calls in progress. */
  readonly #background = new Set<Promise<void>>();
  #closing: Promise<void> | undefined;

  /**
   * @param request of a source that could be read at once.
   * @param given a worker that was started while this was loaded.
   */
  constructor(options: CheckedOptions, request: PrepareRequest | undefined, given?: StartedWorker) {
    const { assetsUrl, fetch, context, scaling } = options;
    this.#options = options;
    this.#settings = callSettings(options);
    const prepare = completeRequest(options, request, platform);
    this.#prewarm = prewarmFor(platform, assetsUrl);
    this.#prewarm.enter();
    if (options.snapshot === "function") this.#frozen = new FrozenFunction({ platform, prepare, assetsUrl });
    const network = { fetch, token: context.token, capabilities: platform.fetchCapabilities };
    const idleLog = new CallLog("", this.#settings, false);
    const onIdleLog = (message: LogMessage): void => writeStream(idleLog, message);
    let first = given;
    const start = (): Instance => {
      const interpreter = this.#startInterpreter(first);
      first = undefined;
      return new Instance(interpreter, prepare, network, onIdleLog);
    };
    this.#pool = new Pool(start, {
      instances: scaling.zoneInstancesLimit,
      calls: scaling.zoneRequestsLimit,
      provisioned: scaling.provisionedInstances,
      idleMs: IDLE_MS,
    });
  }

  async ready(): Promise<void> {
    if (this.#closing) throw closedError();
    try {
      await this.#pool.any.ready();
    } catch (error) {
      throw this.#closing ? closedError() : error;
    }
    if (this.#frozen === undefined) this.#prewarm.keepSoon();
  }

  /** A call in raw mode, described in full. */
  async execute(job: Job): Promise<Execution> {
    return withValue(concludeRaw(await this.#call(job)));
  }

  fetch(request: Request, options: FetchOptions): Promise<Response> {
    return fetchThrough(this.#fetchHost, request, options);
  }

  close(): Promise<void> {
    this.#closing ??= this.#end();
    return this.#closing;
  }

  get #fetchHost(): FetchHost {
    const { limits, rawEvent, async, context } = this.#options;
    return {
      ...{ limits, rawEvent, async },
      ids: { functionId: context.functionName, versionId: context.functionVersion },
      report: (requestId, sentence) => this.#report(requestId, sentence),
      call: (job) => this.#call(job),
      findDecoder: platform.findDecoder,
      isClosed: () => this.#closing !== undefined,
      keep: (work) => {
        this.#background.add(work);
        void work.finally(() => this.#background.delete(work));
      },
    };
  }

  /** A prewarmed interpreter has imported no code, so it is of no use to a function that was frozen. */
  #startInterpreter(given: StartedWorker | undefined): Interpreter {
    if (this.#frozen) return this.#frozen.start(given);
    return given
      ? new Interpreter(platform, { assetsUrl: this.#options.assetsUrl, given })
      : this.#prewarm.take();
  }

  async #end(): Promise<void> {
    await this.#pool.close(closedError());
    // They have ended by now; their destinations are still to be called.
    await Promise.all(this.#background);
    await this.#prewarm.leave();
    await this.#frozen?.close();
  }

  /** Makes a call when there is an instance for it. Never rejects for the function's failure. */
  async #call(job: Job): Promise<EndedCall> {
    if (this.#closing) return this.#rejected(job, "rejected", closedError());
    const submittedAt = monotonicMs();
    let instance: Instance | undefined;
    try {
      instance = await this.#pool.acquire(job.signal);
    } catch (error) {
      return this.#rejected(job, "rejected", error as FunctionError);
    }
    if (instance === undefined) return this.#rejected(job, "aborted", abortedError(job.signal?.reason));
    // The boot is not part of the call: it queues from the moment that its instance had booted.
    const queuedSince = Math.max(submittedAt, instance.readyAt);
    try {
      return await runCall(instance, job, monotonicMs() - queuedSince, this.#settings);
    } catch (error) {
      // A fault of ours: the instance is in an unknown state.
      await instance.end();
      return this.#rejected(job, "rejected", internalError(error));
    } finally {
      this.#pool.release(instance);
      this.#prepareNext(instance);
    }
  }

  /** After an outcome, so that a first call waits for nothing but itself. */
  #prepareNext(instance: Instance): void {
    if (this.#frozen === undefined) this.#prewarm.keep();
    // Not after a call that ended its instance: perhaps its import did not end.
    else if (instance.state === "ready") {
      this.#frozen.make((notice) => {
        instance.notice = notice;
      });
    }
  }

  /** On the console where the log has no listener: the client of an asynchronous call has had its response. */
  #report(requestId: string, sentence: string): void {
    if (this.#settings.onLog === undefined) console.error(sentence);
    new CallLog(requestId, this.#settings, false).write((lines) => lines.traceback(sentence));
  }

  #rejected(job: Job, outcome: "rejected" | "aborted", error: FunctionError): EndedCall {
    return { kind: "rejected", outcome, error, job, settings: this.#settings };
  }
}

function callSettings(options: CheckedOptions): CallSettings {
  const isMemoryShared = platform.shareMemory(0) !== undefined;
  return {
    functionVersion: options.context.functionVersion,
    executionTimeoutMs: options.executionTimeoutMs,
    memoryMb: options.memoryMb,
    isStructuredLogging: options.environment["STRUCTURED_LOGGING"] !== "false",
    onLog: options.onLog,
    notices: [...(options.sandbox ? [] : [UNSANDBOXED]), ...(isMemoryShared ? [] : [NO_SHARED_MEMORY])],
  };
}

const UNSANDBOXED = "sandbox: false: the function can reach the host's JavaScript.";

const NO_SHARED_MEMORY =
  "This page is not cross-origin isolated, so it shares no memory with the worker: a call at its deadline is cancelled or ended, not interrupted. Without stack switching, sleeping uses the processor and blocking requests fail.";
