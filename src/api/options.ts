import type { AsyncPolicy } from "./async.ts";
import type { FunctionContext } from "./context.ts";
import type { Limits } from "./limits.ts";
import type { LogRecord } from "./log.ts";

/** Bytes of any kind: a `Buffer`, another typed array, a `DataView` or an `ArrayBuffer`. */
export type Bytes = ArrayBufferView | ArrayBuffer;

/** Files by their path inside the function's folder, as text or bytes. `{ "main.py": "def handler…" }` */
export type SourceFiles = Readonly<Record<string, string | Bytes>>;

/**
 * Answers the function's HTTP requests: `globalThis.fetch`, a function of yours, or the `fetch` of another
 * {@link CloudFunction}. Follow redirects only where `request.redirect` is not `manual`. `request.signal` aborts on Python's
 * timeout, at the deadline and when the call ends. An error that it throws becomes a `ConnectionError` in Python.
 */
export type OutboundFetch = (request: Request) => Response | Promise<Response>;

/** Options of {@link createFunction}. */
export interface FunctionOptions {
  /**
   * The code: the path or `file:` URL of a folder or of a `.zip`, the URL of a zip to download, the bytes of a zip, or the
   * files themselves. A folder is read once, when the function is created, without `.git`, `node_modules`, `__pycache__` and
   * `.venv`. Paths and `file:` URLs work in Node only. A source that does not exist or has no such handler is a
   * `UsageError`; a failed download is a `FunctionError` of the call.
   *
   * @example
   * createFunction({ source: "./my-function", entrypoint: "main.handler" });
   * createFunction({ source: new URL("./my-function/", import.meta.url), entrypoint: "main.handler" });
   * createFunction({ source: { "main.py": "def handler(event, context): return event" }, entrypoint: "main.handler" });
   */
  readonly source: string | URL | Bytes | SourceFiles;
  /**
   * Packages that the code imports, as wheels: paths, URLs or bytes; in browsers URLs, relative to the page, or bytes. A
   * wheel is either pure Python (`py3-none-any`) or built for this version of Pyodide; any other is refused with its tags and
   * the tags that fit. The packages are unpacked into `/function/packages`, where `importlib.metadata` finds them.
   *
   * @default none
   * @example
   * createFunction({ source, entrypoint, wheels: ["./wheels/attrs-25.3.0-py3-none-any.whl"] });
   */
  readonly wheels?: readonly (string | URL | Bytes)[];
  /**
   * `<file>.<callable>`: the file without `.py`, and the name of the handler in it (contract 1.1, ruling 23). The file may have
   * any name without a dot, such as `my-function`; folders stand before it with a dot or a slash, `app/main.handler`, and the log
   * then warns that the service may refuse them.
   *
   * @example
   * createFunction({ source, entrypoint: "main.handler" });
   */
  readonly entrypoint: string;
  /**
   * Environment variables, as `os.environ` shows them. Variables that the runtime sets itself (`PATH`, `_HANDLER`, …) are
   * refused, and so are more bytes than `limits.environmentBytes`.
   *
   * @default none
   * @example
   * createFunction({ source, entrypoint, environment: { GREETING: "Hello" } });
   */
  readonly environment?: Readonly<Record<string, string>>;
  /**
   * How long one call may take, in milliseconds, from 1 to 3,600,000. The clock starts when the call is handed to an instance that
   * has booted: it includes the import of the function's code, and neither the boot of the interpreter nor the time in the
   * queue (contract 7.5). A call that takes longer ends with `EXECUTION_TIMEOUT`, and its instance is replaced.
   *
   * @default 3,000
   * @example
   * createFunction({ source, entrypoint, executionTimeoutMs: 10_000 });
   */
  readonly executionTimeoutMs?: number;
  /**
   * Memory of an instance in megabytes, a multiple of 128 (contract 7.6). Python raises `MemoryError` beyond it and 32 MB for the
   * interpreter itself. `Infinity` removes the limit.
   *
   * @default 128
   * @example
   * createFunction({ source, entrypoint, memoryMb: 512 });
   */
  readonly memoryMb?: number;
  /**
   * The ids and the token that the handler's `context` shows.
   *
   * @example
   * createFunction({ source, entrypoint, context: { functionName: "d4e0123456789abcdefg", token: "t1.secret" } });
   */
  readonly context?: FunctionContext;
  /**
   * Where an instance starts from. `base`: a booted interpreter. `function`: an interpreter that has also imported the
   * function's code. It is made once, after the first call, and kept by content in the user's cache folder or the browser's
   * cache storage; `close()` waits up to 5 s for that. Times and random numbers that the code took at import are then those
   * of the snapshot. A function that cannot be frozen (it keeps a file open, writes files or starts tasks at import) says so
   * in its log and starts from `base`.
   *
   * @default "base"
   * @example
   * createFunction({ source, entrypoint, snapshot: "function" });
   */
  readonly snapshot?: "base" | "function";
  /**
   * Whether the function is kept away from the host: from the worker's JavaScript, and by that from the host's files,
   * environment and network. With `false`, `import js` gives the worker's global object: in Node a thread of your process with
   * `process` and all modules, in a browser `fetch` with the origin of your page. The log of the first call then has a warning.
   *
   * @default true
   * @example
   * createFunction({ source, entrypoint, sandbox: false });
   */
  readonly sandbox?: boolean;
  /**
   * Answers the function's HTTP requests, those of `urllib`, `http.client`, `requests`, `boto3` and `pyfetch`; see
   * {@link OutboundFetch}. With `false` each request is refused at once with a `ConnectionRefusedError`. The metadata service
   * answers in both cases, with `context.token`.
   *
   * @default false
   * @example
   * createFunction({ source, entrypoint, fetch: globalThis.fetch });
   * createFunction({ source, entrypoint, fetch: async (request) => Response.json({ url: request.url }) });
   */
  readonly fetch?: OutboundFetch | false;
  /**
   * The URL of the folder with the interpreter's files, a copy of the package's `dist/assets`. In browsers it may be
   * relative to the page. By default the files are looked for beside the worker, where Node finds them, and where bundlers
   * that follow `new URL(…, import.meta.url)` put them.
   *
   * @example
   * createFunction({ source, entrypoint, assetsUrl: "/static/python/" });
   */
  readonly assetsUrl?: string | URL;
  /**
   * How many instances and calls there may be at once.
   *
   * @default one instance, any number of waiting calls
   * @example
   * createFunction({ source, entrypoint, scaling: { zoneInstancesLimit: 3 } });
   */
  readonly scaling?: ScalingPolicy;
  /**
   * The service's limits, such as the size of a request, in bytes.
   *
   * @default the documented numbers
   * @example
   * createFunction({ source, entrypoint, limits: { requestBytes: Infinity } });
   */
  readonly limits?: Limits;
  /**
   * How the body of a request with `?integration=raw` or `async` becomes the handler's `event` (ruling 10). `auto`: JSON is decoded
   * when the content type is JSON, a form (curl's default) or absent. `json`: whenever the body is JSON. `text`: never.
   *
   * @default "auto"
   * @example
   * createFunction({ source, entrypoint, rawEvent: "text" });
   */
  readonly rawEvent?: "auto" | "json" | "text";
  /**
   * Retries and destinations of calls with `?integration=async`.
   *
   * @default no retries, no destinations
   * @example
   * createFunction({ source, entrypoint, async: { maxRetries: 2, onFailure: ({ event }) => console.error(event) } });
   */
  readonly async?: AsyncPolicy;
  /**
   * Called while a browser downloads the interpreter's files; never in Node, nor when the browser has them in its cache. All
   * functions share one download, which reports to the last listener. Errors that it throws are ignored.
   *
   * @example
   * createFunction({ source, entrypoint, onProgress: ({ loadedBytes }) => console.log(`${loadedBytes} bytes`) });
   */
  readonly onProgress?: (progress: LoadProgress) => void;
  /**
   * Called with each record of the log as it is written. Errors that it throws are ignored.
   *
   * @example
   * createFunction({ source, entrypoint, onLog: ({ message }) => console.log(message) });
   */
  readonly onLog?: (record: LogRecord) => void;
}

/** Instances as in the service, in one zone (contract 7.4). */
export interface ScalingPolicy {
  /**
   * The most instances at once. Each makes one call at a time; while calls wait, instances are added up to this number. With
   * one instance, all calls see the same globals and the same `/tmp`.
   *
   * @default 1
   */
  readonly zoneInstancesLimit?: number;
  /**
   * The most calls in progress, waiting ones included. Further calls are rejected with `TOO_MANY_CALLS`; `fetch` answers 429.
   *
   * @default no limit
   */
  readonly zoneRequestsLimit?: number;
  /**
   * Instances that are kept ready, with the function's code imported before the first call.
   *
   * @default 0
   */
  readonly provisionedInstances?: number;
}

/** How much of the interpreter has been downloaded. */
export interface LoadProgress {
  readonly loadedBytes: number;
  /** `undefined` before the server has sent its headers, and where it compresses the files on the fly. */
  readonly totalBytes: number | undefined;
}
