/** The public shapes: what a caller hands in and gets back. Types only. */

import type { AsyncPolicy } from "./async.ts";
import type { AuditFinding } from "./audit.ts";
import type { GatewayOptions } from "./gateway.ts";
import type { Limits } from "./limits.ts";

/** JSON as JavaScript holds it. */
export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** Files by their path inside the function's folder: text or bytes. `{ "main.py": "def handler…" }` */
export type SourceFiles = Readonly<Record<string, string | Uint8Array>>;

/** The IAM token of the version's service account (contract 4.2), as `context.token` shows it. */
export interface FunctionToken {
  readonly access_token: string;
  /** Seconds until the token expires. */
  readonly expires_in: number;
  readonly token_type: string;
}

/**
 * What a function's requests go through: `globalThis.fetch`, a function that decides or answers by itself, or the `fetch` of
 * another {@link CloudFunction}. Redirects are not to be followed where `request.redirect` is `manual`; `request.signal` is
 * aborted when Python gives up, or the call ends. What it throws becomes a `ConnectionError` in Python.
 */
export type OutboundFetch = (request: Request) => Response | Promise<Response>;

/** The ids that `context` shows. All optional: made-up ones in the service's form are the default. */
export interface FunctionContext {
  /** `context.function_name`: the function's id, not its name. Default `d4e…`. */
  readonly functionName?: string;
  /** `context.function_version`. Default `d4e…`. */
  readonly functionVersion?: string;
  /** `context.function_folder_id`. Default `b1g…`. */
  readonly folderId?: string;
  /** `context.log_group_name`. Default `ckg…`. */
  readonly logGroupName?: string;
  /** The token of a service account, or its text alone. Default: none, `context.token` is `None`. */
  readonly token?: string | FunctionToken | null;
}

/** Instances as in the service (contract 7.4), in one zone. */
export interface ScalingPolicy {
  /**
   * Instances at once. Each makes one call at a time; while calls wait, instances are added up to this number.
   * Default 1, so that globals and `/tmp` are the same for all calls.
   */
  readonly zoneInstancesLimit?: number;
  /** Calls in progress, waiting ones included. Those beyond are refused: 429. Default: no limit. */
  readonly zoneRequestsLimit?: number;
  /** Instances that are kept ready, with the function's code imported ahead of the first call. Default 0. */
  readonly provisionedInstances?: number;
}

/** Options of {@link createFunction}. */
export interface FunctionOptions {
  /**
   * Where the code is: the path of a folder, the path of a `.zip`, the bytes of a zip, or the files themselves.
   * A folder is read once, without `.git`, `node_modules`, `__pycache__` and `.venv`. Paths work in Node only.
   */
  readonly source: string | Uint8Array | SourceFiles;
  /**
   * Packages that the code imports, as wheels: paths, URLs or bytes; in browsers URLs, relative to the page, or bytes.
   * Pure ones (`py3-none-any`), or built for this Pyodide; any other is refused with its tags and those that fit. They
   * are put beside the code, into /function/packages, where `importlib.metadata` finds them. Default: none.
   */
  readonly wheels?: readonly (string | URL | Uint8Array)[];
  /** `<file>.<callable>`, for example `main.handler` (contract 1.1, ruling 23). */
  readonly entrypoint: string;
  /** Environment variables, string to string. Default: none. */
  readonly environment?: Readonly<Record<string, string>>;
  /**
   * Execution timeout of one call in milliseconds, the import of the function's code included, our own boot
   * not. Default 3,000 (contract 7.5).
   */
  readonly executionTimeoutMs?: number;
  /**
   * Memory of the version in MB, a multiple of 128 (contract 7.6). Beyond it, and 32 MB for the interpreter itself,
   * Python raises `MemoryError`. `Infinity` takes the limit away. Default 128.
   */
  readonly memoryMb?: number;
  /** The ids and the token that `context` shows. */
  readonly context?: FunctionContext;
  /**
   * What an instance starts from. `base`: a booted interpreter. `function`: one that has imported the function's code
   * too, made once after the first answer, and kept by content in the user's cache folder or the browser's cache
   * storage. Time and random numbers that the code took at import are then those of the snapshot. A function that
   * cannot be frozen (it keeps a file open, writes files or starts tasks at import) says so in its log and starts from
   * `base`. Default `base`.
   */
  readonly snapshot?: "base" | "function";
  /**
   * Whether the function is kept from the host: no JavaScript of the worker, hence no files, environment or network
   * of the host's. `false` opens it: `import js` gives the global object of the worker, which in Node is a thread of
   * your process with `process` and all its modules, and in a browser has `fetch` and your page's origin. A warning in
   * the log of an instance's first call says so. Default `true`.
   */
  readonly sandbox?: boolean;
  /**
   * Through which the function's HTTP requests go, those of `urllib`, `http.client`, `requests`, `boto3` and `pyfetch`: see
   * {@link OutboundFetch}. `false`: each is refused at once, with a `ConnectionRefusedError`. The metadata service answers
   * in both cases, with `context.token`. Default `false`.
   * @example
   * createFunction({ source, entrypoint, fetch: globalThis.fetch })
   * createFunction({ source, entrypoint, fetch: async (request) => Response.json({ url: request.url }) })
   */
  readonly fetch?: OutboundFetch | false;
  /**
   * The URL of the folder with the interpreter's files, the package's `dist/assets`. In browsers it may be relative
   * to the page. Default: beside the worker, where Node and bundlers that follow `new URL(…, import.meta.url)` find
   * them.
   */
  readonly assetsUrl?: string | URL;
  /** How many instances and calls there may be at once. Default: one instance, any number of calls waiting. */
  readonly scaling?: ScalingPolicy;
  /** What the service limits, such as the size of a request. Default: the documented numbers. */
  readonly limits?: Limits;
  /**
   * What the handler gets as `event` for `?integration=raw` and `async` (ruling 10). `auto`: a body that parses is
   * decoded when its type is JSON, a form's (curl's default) or absent. `json`: whenever it parses. `text`: never.
   * Default `auto`.
   */
  readonly rawEvent?: "auto" | "json" | "text";
  /** Retries and destinations of calls with `?integration=async`. Default: no retries, nobody is told. */
  readonly async?: AsyncPolicy;
  /**
   * Called while the interpreter's files come over the network, in browsers: not in Node, and not when the browser has
   * kept them. They are loaded once for all functions, so that of several listeners the last is told. What it throws is
   * ignored.
   */
  readonly onProgress?: (progress: LoadProgress) => void;
  /** Called with each log record as it is written. What it throws is ignored. */
  readonly onLog?: (record: LogRecord) => void;
}

/** How much of the interpreter has come. */
export interface LoadProgress {
  readonly loadedBytes: number;
  /** `undefined` while the server has not said it, and where it compresses on the way. */
  readonly totalBytes: number | undefined;
}

/** Options of one call. */
export interface CallOptions {
  /** Ends the call as a timeout would; the outcome is `aborted`. */
  readonly signal?: AbortSignal;
  /** The id of the call: `context.request_id`, `START RequestID`, `X-Request-Id`. Default: a random UUID. */
  readonly requestId?: string;
}

/** Options of one call that is told in full. */
export interface ExecuteOptions extends CallOptions {
  /**
   * Compares before and after: what outlives the call is in `audit`. Globals and what is reached from them, environment
   * variables, the working directory, files, open files, tasks, loggers, `sys.path`, signals and other settings. Takes
   * some time, which the report includes. Default `false`.
   */
  readonly audit?: boolean;
}

/** Options of one HTTP call. */
export interface FetchOptions extends CallOptions {
  /** The caller's address, for `requestContext.identity.sourceIp` (contract 2.9). Default `127.0.0.1`. */
  readonly sourceIp?: string;
  /**
   * Makes the call as API Gateway does (contract 2.5): its event, its headers, its `Server`. `integration` in the
   * query is then a parameter like others.
   */
  readonly gateway?: GatewayOptions;
  /**
   * Whether a body with a `Content-Encoding` is decoded when it is read, as `fetch` decodes what comes over the network:
   * gzip, deflate, and in Node br (zstd from Node 22.15 on). The headers stay as the function wrote them. `false` gives the body as
   * the function encoded it, for a server or a mock that sends the response on. Default `true`.
   * @example
   * http.all("https://functions.yandexcloud.net/*", ({ request }) => fn.fetch(request, { decompress: false }))
   */
  readonly decompress?: boolean;
  /**
   * Called before `fetch` resolves, with the call told in full: its figures, its log, and the error behind a 502. Not
   * called when there was no call, as for a request over the limit, nor for an asynchronous one, which `async`
   * tells of. What it throws, `fetch` throws.
   */
  readonly onExecution?: (execution: Execution) => void;
}

/** Levels in the service's words (contract 5.4). */
export type LogLevel = "TRACE" | "DEBUG" | "INFO" | "WARN" | "ERROR" | "FATAL";

/** One record of the function's log. */
export interface LogRecord {
  /** Unix time in milliseconds. */
  readonly timestamp: number;
  readonly requestId: string;
  /** Who wrote it: the service's own lines, or one of the function's streams. */
  readonly source: "system" | "stdout" | "stderr";
  /** Absent for plain lines, as in the service (contract 5.1). */
  readonly level?: LogLevel;
  readonly message: string;
  /** The other members of a structured line (contract 5.4). */
  readonly payload?: { readonly [key: string]: JsonValue };
  readonly streamName?: string;
}

/** How a call ended. `rejected`: it never reached the function. */
export type Outcome = "success" | "error" | "timeout" | "aborted" | "crashed" | "rejected";

/** The figures of the `REPORT` line (contract 5.5). */
export interface Report {
  /** Queuing, the import of the code when it happened, and the call. Our own boot is charged to nothing. */
  readonly durationMs: number;
  /** `durationMs`, rounded up to a multiple of 100. */
  readonly billedDurationMs: number;
  readonly memorySizeMb: number;
  /** Memory of the instance when the call started. */
  readonly maxMemoryUsedMb: number;
  readonly queuingDurationMs: number;
  /** The import of the function's code. `undefined` in a warm call. */
  readonly initDurationMs?: number;
  readonly start: "cold" | "warm";
}

/** One call, told in full. */
export interface Execution {
  readonly requestId: string;
  readonly outcome: Outcome;
  /** The handler's result as a JavaScript value. `undefined` unless `outcome` is `success`. */
  readonly value?: unknown;
  /** The exact JSON text that Python wrote: 23-digit integers, `1.0` and `-0.0` survive here. */
  readonly text?: string;
  /** `undefined` when `outcome` is `success`. */
  readonly error?: import("../errors.ts").FunctionError;
  readonly logs: readonly LogRecord[];
  readonly report: Report;
  /**
   * What outlives the call, if `audit` was asked for. The import of the code is no part of it. Not all of it is a fault,
   * a connection is kept on purpose; what the second call and the third add again is one. Empty when the instance
   * ended with the call.
   */
  readonly audit?: readonly AuditFinding[];
}

/** A function, ready to be called. Made by {@link createFunction}. */
export interface CloudFunction extends AsyncDisposable {
  /** The ids that `context` shows, made-up ones included. */
  readonly functionName: string;
  readonly functionVersion: string;
  /**
   * Calls the handler with `event` in raw mode and gives its result as a JavaScript value.
   * @throws FunctionError when the call fails, UsageError when JSON cannot carry the event.
   */
  invoke(event?: unknown, options?: CallOptions): Promise<unknown>;
  /** The same call told in full. Never rejects for the function's failure. */
  execute(event?: unknown, options?: ExecuteOptions): Promise<Execution>;
  /**
   * An HTTP call: the envelope in, the envelope out, or `?integration=raw`. `?integration=async` is answered with
   * 202 before the call is made. A `Response` for every failure too; it rejects only when the body of the request
   * cannot be read, and with a UsageError for wrong options.
   */
  fetch(request: Request, options?: FetchOptions): Promise<Response>;
  /**
   * Waits until the interpreter has booted. Imports nothing of the function's. Optional. Half a second later, unless it
   * was called by then, a spare is booted, as after an answer.
   */
  ready(): Promise<void>;
  /** Ends the instances, asynchronous calls included, and refuses further calls. Idempotent. */
  close(): Promise<void>;
}
