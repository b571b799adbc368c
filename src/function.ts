import { platform } from "#platform";
import { FunctionError } from "./errors.ts";
import { fetchThrough } from "./fetch.ts";
import { type CallSettings, executeOn, type Job, type Review, unmadeExecution } from "./host/execute.ts";
import { Instance } from "./host/instance.ts";
import { race } from "./host/race.ts";
import { Turns } from "./host/turns.ts";
import { makeUuid } from "./ids.ts";
import { encodeEvent } from "./json.ts";
import { type CheckedOptions, checkOptions } from "./options.ts";
import type { PrepareRequest } from "./protocol.ts";
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

class RunningFunction implements CloudFunction {
  readonly functionName: string;
  readonly functionVersion: string;
  readonly #prepare: PrepareRequest | Promise<PrepareRequest>;
  readonly #settings: CallSettings;
  readonly #turns = new Turns();
  #instance: Instance;
  #isClosed = false;

  constructor(options: CheckedOptions) {
    this.functionName = options.context.functionName;
    this.functionVersion = options.context.functionVersion;
    this.#prepare = prepareRequest(options, platform);
    this.#settings = {
      functionVersion: this.functionVersion,
      executionTimeoutMs: options.executionTimeoutMs,
      memoryMb: options.memoryMb,
      isStructuredLogging: options.environment["STRUCTURED_LOGGING"] !== "false",
      onLog: options.onLog,
    };
    this.#instance = new Instance(platform, this.#prepare);
  }

  async invoke(event?: unknown, options: CallOptions = {}): Promise<unknown> {
    const execution = await this.execute(event, options);
    if (execution.error) throw execution.error;
    return execution.value;
  }

  async execute(event?: unknown, options: CallOptions = {}): Promise<Execution> {
    const { requestId = makeUuid(), signal } = options;
    const execution = await this.#call({ requestId, event: encodeEvent(event), signal, review: reviewRaw });
    if (execution.text === undefined) return execution;
    return { ...execution, value: JSON.parse(execution.text) as unknown };
  }

  fetch(request: Request, options: FetchOptions = {}): Promise<Response> {
    const ids = { functionId: this.functionName, versionId: this.functionVersion };
    return fetchThrough((job) => this.#call(job), request, options, ids);
  }

  async ready(): Promise<void> {
    if (this.#isClosed) throw closedError();
    try {
      await this.#liveInstance().ready();
    } catch (error) {
      throw this.#isClosed ? closedError() : error;
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#instance.end();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /** Makes a call when its turn has come. Never rejects for the function's failure. */
  async #call(job: Omit<Job, "queuingDurationMs">): Promise<Execution> {
    const submittedAt = performance.now();
    const turn = this.#turns.enter();
    try {
      const waited = await race({ answer: turn.come, signal: job.signal });
      if (waited.kind === "aborted") return this.#unmade(job, "aborted", abortedError());
      return await this.#callNow({ ...job, queuingDurationMs: performance.now() - submittedAt });
    } finally {
      turn.leave();
    }
  }

  /** Waits for the interpreter, which is charged to nothing, then makes the call. */
  async #callNow(job: Job): Promise<Execution> {
    if (this.#isClosed) return this.#unmade(job, "rejected", closedError());
    const instance = this.#liveInstance();
    try {
      const booted = await race({ answer: instance.ready(), signal: job.signal });
      if (booted.kind === "aborted") return this.#unmade(job, "aborted", abortedError());
    } catch (error) {
      return this.#unmade(job, "rejected", this.#isClosed ? closedError() : (error as FunctionError));
    }
    try {
      return await executeOn(instance, job, this.#settings);
    } catch (error) {
      // Nothing in there should throw. If it does, the instance is in an unknown state, and the caller is told.
      await instance.end();
      return this.#unmade(job, "rejected", internalError(error));
    }
  }

  /** A broken instance is replaced, never repaired. */
  #liveInstance(): Instance {
    if (this.#instance.state === "ended") this.#instance = new Instance(platform, this.#prepare);
    return this.#instance;
  }

  #unmade(job: { requestId: string }, outcome: "rejected" | "aborted", error: FunctionError): Execution {
    return unmadeExecution(job.requestId, outcome, error, this.#settings);
  }
}

/** "must return or raise", says the documentation: ruling 24. */
function reviewRaw(_text: string, pythonType: string): Review {
  if (pythonType !== "NoneType") return { warnings: [], isRefused: false };
  const warning =
    "The handler returned None: a synchronous function must return a result or raise an exception.";
  return { warnings: [warning], isRefused: false };
}

function closedError(): FunctionError {
  const errorMessage = "the function is closed";
  return new FunctionError({
    code: "FUNCTION_CLOSED",
    errorType: "ClosedError",
    errorMessage,
    stackTrace: [],
  });
}

function abortedError(): FunctionError {
  const errorMessage = "Request cancelled";
  return new FunctionError({ code: "ABORTED", errorType: "AbortError", errorMessage, stackTrace: [] });
}

function internalError(error: unknown): FunctionError {
  const errorMessage = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new FunctionError({ code: "INTERNAL", errorType: "PythonlessError", errorMessage, stackTrace: [] });
}
