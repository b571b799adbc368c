import { platform } from "#platform";
import type { CallOptions, CloudFunction, ExecuteOptions, FetchOptions } from "../api/cloud-function.ts";
import type { Execution } from "../api/execution.ts";
import type { FunctionOptions } from "../api/options.ts";
import { errorWithoutTrace } from "../errors.ts";
import { encodeEvent } from "../json/encode.ts";
import { CALL_OPTIONS, EXECUTE_OPTIONS } from "../options/call-options.ts";
import { type CheckedOptions, checkOptions } from "../options/check-options.ts";
import { checkOptionsOf } from "../options/rows.ts";
import { type StartedWorker, startWorkerOn } from "../platform/platform.ts";
import { sourceLimits } from "../source/limits.ts";
import { prepareRequest } from "../source/prepare.ts";
import { makeUuid } from "../util/ids.ts";
import type { PrepareRequest } from "../wire/protocol.ts";
import type { Engine } from "./engine.ts";

/**
 * A Python function, ready to be called. Boots at once, in a worker thread.
 *
 * @throws UsageError for options that can be judged before Python runs: an unknown key, a wrong type, a missing
 *   folder, an entry point whose file is not there.
 * @throws FunctionError with the code `BOOT_FAILED` where the package's files are missing, as beside a bundled server.
 * @example
 * await using fn = createFunction({ source: "./examples/hello", entrypoint: "main.handler" });
 * console.log(await fn.invoke({ name: "Ada" }));
 */
export function createFunction(options: FunctionOptions): CloudFunction {
  platform.expectWorkers();
  return new LazyFunction(checkOptions(options));
}

class LazyFunction implements CloudFunction {
  readonly functionName: string;
  readonly functionVersion: string;
  readonly #engine: Promise<Engine>;

  constructor(options: CheckedOptions) {
    const { source, limits, context, onProgress } = options;
    const files = platform.readSource(source, sourceLimits(limits));
    const request = files && prepareRequest(options, files);
    if (onProgress) platform.listenToLoading?.(onProgress);
    this.functionName = context.functionName;
    this.functionVersion = context.functionVersion;
    this.#engine = openEngine(options, request);
    // Handled here so that no unhandled rejection is reported; each method reports it.
    this.#engine.catch(() => {});
  }

  async invoke(event?: unknown, options: CallOptions = {}): Promise<unknown> {
    checkOptionsOf("invoke()", options, CALL_OPTIONS);
    const execution = await this.#execute(event, options, false);
    if (execution.outcome !== "success") throw execution.error;
    return execution.value;
  }

  async execute(event?: unknown, options: ExecuteOptions = {}): Promise<Execution> {
    checkOptionsOf("execute()", options, EXECUTE_OPTIONS);
    return this.#execute(event, options, true);
  }

  async fetch(request: Request, options: FetchOptions = {}): Promise<Response> {
    return (await this.#engine).fetch(request, options);
  }

  ready(): Promise<void> {
    const ready = this.#engine.then((engine) => engine.ready());
    // Handled here so that no unhandled rejection is reported to a caller who only starts the boot; calls report it too.
    ready.catch(() => {});
    return ready;
  }

  async close(): Promise<void> {
    const engine = await this.#engine.catch(() => undefined);
    await engine?.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #execute(event: unknown, options: ExecuteOptions, isLogKept: boolean): Promise<Execution> {
    const { requestId = makeUuid(), signal, audit: isAudited } = options;
    // At once, since the caller may change the event while it waits.
    const job = { requestId, event: encodeEvent(event), signal, isLogKept, isAudited };
    return (await this.#engine).execute(job);
  }
}

type EngineModule = typeof import("./engine.ts");

let loaded: EngineModule | undefined;

/** The engine of a function: at once when another function has loaded it. */
function openEngine(options: CheckedOptions, request: PrepareRequest | undefined): Promise<Engine> {
  if (loaded) return Promise.resolve(new loaded.Engine(options, request));
  // Both start while the engine is loaded.
  const worker = startWorkerOn(platform);
  // The platform keeps the assets; the start of the interpreter reports their failure.
  platform.loadAssets(options.assetsUrl).catch(() => {});
  return loadEngine(options, request, worker);
}

async function loadEngine(
  options: CheckedOptions,
  request: PrepareRequest | undefined,
  given: StartedWorker,
): Promise<Engine> {
  try {
    loaded = await import("./engine.ts");
  } catch (error) {
    void given.worker.terminate();
    const reason = `a part of pythonless could not be loaded: ${error instanceof Error ? error.message : String(error)}`;
    throw errorWithoutTrace("BOOT_FAILED", "PythonlessError", reason);
  }
  return new loaded.Engine(options, request, given);
}
