import { platform } from "#platform";
import { errorWithoutTrace, type FunctionError, UsageError } from "./errors.ts";
import { type CallSettings, executeOn, type Job, type Review, unmadeExecution } from "./host/execute.ts";
import { FrozenFunction } from "./host/frozen-function.ts";
import { Instance } from "./host/instance.ts";
import { Interpreter } from "./host/interpreter.ts";
import { Pool } from "./host/pool.ts";
import { Spare } from "./host/spare.ts";
import { makeUuid } from "./ids.ts";
import { encodeEvent } from "./json.ts";
import { type CheckedOptions, checkCallOptions, checkOptions } from "./options.ts";
import { prepareRequest } from "./source/prepare.ts";
import type { CallOptions, CloudFunction, Execution, FetchOptions, FunctionOptions } from "./types.ts";

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
  return new RunningFunction(checkOptions(options));
}

/** Unlike the service's, which varies (contract 7.1). */
const IDLE_MS = 10 * 60_000;

/** One for all functions of this process, or for those with the same assets. */
const spares = new Map<string | undefined, Spare>();

function spareFor(assetsUrl: string | undefined): Spare {
  const spare = spares.get(assetsUrl) ?? new Spare(platform, assetsUrl);
  spares.set(assetsUrl, spare);
  return spare;
}

class RunningFunction implements CloudFunction {
  readonly functionName: string;
  readonly functionVersion: string;
  readonly #settings: CallSettings;
  readonly #pool: Pool;
  readonly #spare: Spare;
  readonly #frozen: FrozenFunction | undefined;
  #closing: Promise<void> | undefined;

  constructor(options: CheckedOptions) {
    this.functionName = options.context.functionName;
    this.functionVersion = options.context.functionVersion;
    this.#settings = {
      functionVersion: this.functionVersion,
      executionTimeoutMs: options.executionTimeoutMs,
      memoryMb: options.memoryMb,
      isStructuredLogging: options.environment["STRUCTURED_LOGGING"] !== "false",
      onLog: options.onLog,
    };
    const prepare = prepareRequest(options, platform);
    const { zoneInstancesLimit, zoneRequestsLimit, provisionedInstances } = options.scaling;
    this.#spare = spareFor(options.assetsUrl);
    this.#spare.enter();
    const frozen =
      options.snapshot === "function" ? new FrozenFunction(platform, prepare, options.assetsUrl) : undefined;
    this.#frozen = frozen;
    // The spare has nothing of any function in it, so it is of no use to one that was frozen.
    const start = frozen
      ? () => new Interpreter(platform, options.assetsUrl, frozen.snapshot)
      : () => this.#spare.take();
    this.#pool = new Pool(() => new Instance(start(), prepare), {
      instances: zoneInstancesLimit,
      calls: zoneRequestsLimit,
      provisioned: provisionedInstances,
      idleMs: IDLE_MS,
    });
  }

  async invoke(event?: unknown, options: CallOptions = {}): Promise<unknown> {
    const { value, error } = withValue(await this.#callRaw(event, options, false));
    if (error) throw error;
    return value;
  }

  async execute(event?: unknown, options: CallOptions = {}): Promise<Execution> {
    return withValue(await this.#callRaw(event, options, true));
  }

  async fetch(request: Request, options: FetchOptions = {}): Promise<Response> {
    checkCallOptions("fetch()", options, ["signal", "requestId", "sourceIp"]);
    if (typeof request?.headers?.[Symbol.iterator] !== "function") throw notRequest(request);
    // Loaded when first needed: many a page only invokes.
    const { fetchThrough } = await import("./fetch.ts");
    const ids = { functionId: this.functionName, versionId: this.functionVersion };
    return fetchThrough((job) => this.#call(job), request, options, ids);
  }

  async ready(): Promise<void> {
    if (this.#closing) throw closedError();
    try {
      await this.#pool.any.ready();
    } catch (error) {
      throw this.#closing ? closedError() : error;
    }
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
    await this.#spare.leave();
    await this.#frozen?.close();
  }

  /** After an answer: an import that does not end is found out by a call, not here. */
  #freeze(frozen: FrozenFunction, instance: Instance): void {
    if (instance.state !== "ready") return;
    frozen.make((notice) => {
      instance.notice = notice;
    });
  }

  async #callRaw(event: unknown, options: CallOptions, isLogKept: boolean): Promise<Execution> {
    checkCallOptions("invoke() and execute()", options, ["signal", "requestId"]);
    const { requestId = makeUuid(), signal } = options;
    return this.#call({ requestId, event: encodeEvent(event), signal, review: reviewRaw, isLogKept });
  }

  /** Makes a call when there is an instance for it. Never rejects for the function's failure. */
  async #call(job: Omit<Job, "queuingDurationMs">): Promise<Execution> {
    if (this.#closing) return this.#unmade(job, "rejected", closedError());
    const submittedAt = performance.now();
    let instance: Instance | undefined;
    try {
      instance = await this.#pool.acquire(job.signal);
    } catch (error) {
      return this.#unmade(job, "rejected", error as FunctionError);
    }
    if (instance === undefined) return this.#unmade(job, "aborted", abortedError());
    // The boot is charged to nothing: a call queues from the moment that its instance had booted.
    const queuedSince = Math.max(submittedAt, instance.readyAt);
    try {
      return await executeOn(
        instance,
        { ...job, queuingDurationMs: performance.now() - queuedSince },
        this.#settings,
      );
    } catch (error) {
      // Nothing in there should throw. If it does, the instance is in an unknown state, and the caller is told.
      await instance.end();
      return this.#unmade(job, "rejected", internalError(error));
    } finally {
      this.#pool.release(instance);
      if (this.#frozen) this.#freeze(this.#frozen, instance);
      else this.#spare.keep();
    }
  }

  #unmade(job: { requestId: string }, outcome: "rejected" | "aborted", error: FunctionError): Execution {
    return unmadeExecution(job.requestId, outcome, error, this.#settings);
  }
}

function withValue(execution: Execution): Execution {
  const { text, ...rest } = execution;
  if (text === undefined) return execution;
  try {
    return { ...execution, value: JSON.parse(text) as unknown };
  } catch {
    // The runtime writes JSON, so the function has answered in its place.
    const error = errorWithoutTrace("USER_CODE_CRASHED", "JobExecutionDiscarded", "the answer is no JSON");
    return { ...rest, outcome: "crashed", error };
  }
}

/** "must return or raise", says the documentation: ruling 24. */
function reviewRaw(_text: string, pythonType: string): Review {
  return pythonType === "NoneType" ? RETURNED_NONE : RETURNED_SOMETHING;
}

const RETURNED_SOMETHING: Review = { warnings: [], isRefused: false };
const RETURNED_NONE: Review = {
  warnings: ["The handler returned None: a synchronous function must return a result or raise an exception."],
  isRefused: false,
};

function notRequest(got: unknown): UsageError {
  const shown =
    typeof got === "string" || got instanceof URL
      ? JSON.stringify(String(got))
      : `a value of type ${typeof got}`;
  return new UsageError(
    "INVALID_EVENT",
    `fetch(): expected a Request, got ${shown}; write new Request(url).`,
  );
}

function closedError(): FunctionError {
  return errorWithoutTrace("FUNCTION_CLOSED", "ClosedError", "the function is closed");
}

function abortedError(): FunctionError {
  return errorWithoutTrace("ABORTED", "AbortError", "Request cancelled");
}

function internalError(error: unknown): FunctionError {
  const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return errorWithoutTrace("INTERNAL", "PythonlessError", told);
}
