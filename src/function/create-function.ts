import { monotonicMs } from "#clock";
import { platform } from "#platform";
import type { CallOptions, CloudFunction, ExecuteOptions, FetchOptions } from "../api/cloud-function.ts";
import type { Execution } from "../api/execution.ts";
import type { FunctionOptions } from "../api/options.ts";
import type { FunctionError } from "../errors.ts";
import { Instance } from "../instance/instance.ts";
import { Pool } from "../instance/pool.ts";
import type { Spare } from "../instance/prewarm.ts";
import { spareFor } from "../instance/prewarms.ts";
import { encodeEvent } from "../json/encode.ts";
import { checkCallOptions } from "../options/check-call-options.ts";
import { type CheckedOptions, checkOptions } from "../options/check-options.ts";
import type { FrozenFunction } from "../snapshots/frozen-function.ts";
import { loadFrozenFunction } from "../snapshots/load-frozen-function.ts";
import { startFrozen } from "../snapshots/start-frozen.ts";
import { prepareRequest } from "../source/prepare.ts";
import { makeUuid } from "../util/ids.ts";
import type { LogMessage } from "../wire/protocol.ts";
import type { EndedCall, Job } from "./execute.ts";
import { withValue } from "./execution-value.ts";
import type { FetchHost } from "./fetch.ts";
import { standingNotices } from "./notices.ts";
import type { CallSettings } from "./rejected-execution.ts";
import { abortedError, closedError, internalError } from "./rejection-errors.ts";

/**
 * A Python function, ready to be called. Boots at once, in a worker thread.
 *
 * @throws UsageError for options that can be judged before Python runs: an unknown key, a wrong type, a missing
 *   folder, an entry point whose file is not there.
 * @example
 * await using fn = createFunction({ source: "./examples/hello", entrypoint: "main.handler" });
 * console.log(await fn.invoke({ name: "Ada" }));
 */
export function createFunction(options: FunctionOptions): CloudFunction {
  platform.expectWorkers();
  return new RunningFunction(checkOptions(options));
}

/** Unlike the service's, which varies (contract 7.1). */
const IDLE_MS = 10 * 60_000;

class RunningFunction implements CloudFunction {
  readonly functionName: string;
  readonly functionVersion: string;
  readonly #settings: CallSettings;
  /** Loaded while the worker starts, so that a page does not carry it along before. */
  readonly #executing = import("./execute.ts");
  readonly #pool: Pool;
  readonly #spare: Spare;
  readonly #frozen: Promise<FrozenFunction> | undefined;
  readonly #options: Pick<CheckedOptions, "limits" | "rawEvent" | "async">;
  /** Asynchronous calls in progress. */
  readonly #background = new Set<Promise<void>>();
  #closing: Promise<void> | undefined;

  constructor(options: CheckedOptions) {
    const { limits, rawEvent, async, assetsUrl, onProgress } = options;
    if (onProgress) platform.listenToLoading?.(onProgress);
    // Whoever calls is told.
    this.#executing.catch(() => {});
    this.#options = { limits, rawEvent, async };
    this.functionName = options.context.functionName;
    this.functionVersion = options.context.functionVersion;
    this.#settings = {
      functionVersion: this.functionVersion,
      executionTimeoutMs: options.executionTimeoutMs,
      memoryMb: options.memoryMb,
      isStructuredLogging: options.environment["STRUCTURED_LOGGING"] !== "false",
      onLog: options.onLog,
      notices: standingNotices(options.sandbox, platform.shareMemory(0) !== undefined),
    };
    const prepare = prepareRequest(options, platform);
    const { zoneInstancesLimit, zoneRequestsLimit, provisionedInstances } = options.scaling;
    this.#spare = spareFor(platform, assetsUrl);
    this.#spare.enter();
    const frozen =
      options.snapshot === "function" ? loadFrozenFunction({ platform, prepare, assetsUrl }) : undefined;
    this.#frozen = frozen;
    // The spare has nothing of any function in it, so it is of no use to one that was frozen.
    const start = frozen ? () => startFrozen(platform, assetsUrl, frozen) : () => this.#spare.take();
    const onIdleLog = (message: LogMessage): void => {
      void this.#executing.then(({ CallLog, writeStream }) =>
        writeStream(new CallLog("", this.#settings, false), message),
      );
    };
    const { fetch, context } = options;
    const network = { fetch, token: context.token };
    this.#pool = new Pool(() => new Instance(start(), prepare, network, onIdleLog), {
      instances: zoneInstancesLimit,
      calls: zoneRequestsLimit,
      provisioned: provisionedInstances,
      idleMs: IDLE_MS,
    });
  }

  async invoke(event?: unknown, options: CallOptions = {}): Promise<unknown> {
    const execution = await this.#callRaw(event, options, false);
    if (execution.outcome !== "success") throw execution.error;
    return execution.value;
  }

  async execute(event?: unknown, options: ExecuteOptions = {}): Promise<Execution> {
    return this.#callRaw(event, options, true);
  }

  async fetch(request: Request, options: FetchOptions = {}): Promise<Response> {
    // Loaded when first needed: many a page only invokes.
    const { fetchThrough } = await import("./fetch.ts");
    return fetchThrough(this.#fetchHost, request, options);
  }

  get #fetchHost(): FetchHost {
    return {
      ...this.#options,
      ids: { functionId: this.functionName, versionId: this.functionVersion },
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

  async ready(): Promise<void> {
    if (this.#closing) throw closedError();
    try {
      await this.#pool.any.ready();
    } catch (error) {
      throw this.#closing ? closedError() : error;
    }
    if (this.#frozen === undefined) this.#spare.keepSoon();
  }

  close(): Promise<void> {
    this.#closing ??= this.#end();
    return this.#closing;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #end(): Promise<void> {
    await this.#pool.close(closedError());
    // Ended by now; their destinations are still to be told.
    await Promise.all(this.#background);
    await this.#spare.leave();
    await (await this.#frozen?.catch(() => undefined))?.close();
  }

  /** After an answer: an import that does not end is found out by a call, not here. */
  async #freeze(loading: Promise<FrozenFunction>, instance: Instance): Promise<void> {
    if (instance.state !== "ready") return;
    (await loading).make((notice) => {
      instance.notice = notice;
    });
  }

  async #callRaw(event: unknown, options: ExecuteOptions, isExecute: boolean): Promise<Execution> {
    const [where, ...names] = isExecute ? ["execute()", "audit"] : ["invoke()"];
    checkCallOptions(where, options, ["signal", "requestId", ...names]);
    const { requestId = makeUuid(), signal, audit: isAudited } = options;
    const job = { requestId, event: encodeEvent(event), signal, isLogKept: isExecute, isAudited };
    const ended = await this.#call(job);
    const { concludeRaw } = await this.#executing;
    return withValue(concludeRaw(ended));
  }

  /** Makes a call when there is an instance for it. Never rejects for the function's failure. */
  async #call(job: Job): Promise<EndedCall> {
    if (this.#closing) return rejectedCall("rejected", closedError(), job, this.#settings);
    const submittedAt = monotonicMs();
    let instance: Instance | undefined;
    try {
      instance = await this.#pool.acquire(job.signal);
    } catch (error) {
      return rejectedCall("rejected", error as FunctionError, job, this.#settings);
    }
    if (instance === undefined)
      return rejectedCall("aborted", abortedError(job.signal?.reason), job, this.#settings);
    // The boot is charged to nothing: a call queues from the moment that its instance had booted.
    const queuedSince = Math.max(submittedAt, instance.readyAt);
    try {
      const { runCall } = await this.#executing;
      return await runCall(instance, job, monotonicMs() - queuedSince, this.#settings);
    } catch (error) {
      // Nothing in there should throw. If it does, the instance is in an unknown state, and the caller is told.
      await instance.end();
      return rejectedCall("rejected", internalError(error), job, this.#settings);
    } finally {
      this.#pool.release(instance);
      if (this.#frozen) void this.#freeze(this.#frozen, instance);
      else this.#spare.keep();
    }
  }

  /** To the console where nobody reads the log: the client of an asynchronous call has had its answer. */
  #report(requestId: string, sentence: string): void {
    if (this.#settings.onLog === undefined) console.error(sentence);
    void this.#executing.then(({ CallLog }) =>
      new CallLog(requestId, this.#settings, false).write((lines) => lines.traceback(sentence)),
    );
  }
}

function rejectedCall(
  outcome: "rejected" | "aborted",
  error: FunctionError,
  job: Job,
  settings: CallSettings,
): EndedCall {
  return { kind: "rejected", outcome, error, job, settings };
}
