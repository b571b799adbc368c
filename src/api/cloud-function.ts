import type { Execution } from "./execution.ts";
import type { GatewayOptions } from "./gateway.ts";

/** A function, ready to be called. Made by {@link createFunction}. */
export interface CloudFunction extends AsyncDisposable {
  /** `context.function_name`, made up unless it was given. */
  readonly functionName: string;
  /** `context.function_version`, made up unless it was given. */
  readonly functionVersion: string;
  /**
   * Calls the handler with `event` in raw mode and returns its result as a JavaScript value.
   *
   * @throws FunctionError when the call fails; UsageError when JSON cannot carry the event, or for wrong options.
   * @example
   * const greeting = await fn.invoke({ name: "Ada" });
   */
  invoke(event?: unknown, options?: CallOptions): Promise<unknown>;
  /**
   * Makes the same call as `invoke` and returns its full result: outcome, value or error, log and figures. It does not reject
   * when the function fails.
   *
   * @throws UsageError when JSON cannot carry the event, or for wrong options.
   * @example
   * const execution = await fn.execute({ name: "Ada" });
   * console.log(execution.outcome, execution.report.durationMs, execution.logs);
   */
  execute(event?: unknown, options?: ExecuteOptions): Promise<Execution>;
  /**
   * Makes an HTTP call, as the service's front end does: the request becomes the event, the result becomes the response. With
   * `?integration=raw` the body is the event and the result is the body; with `?integration=async` the response is 202, sent
   * before the call is made. Every failure of the function is a `Response` too.
   *
   * @throws UsageError for wrong options; the request's own error when its body cannot be read.
   * @example
   * const response = await fn.fetch(new Request("http://localhost/?name=Ada"));
   * console.log(response.status, await response.text());
   */
  fetch(request: Request, options?: FetchOptions): Promise<Response>;
  /**
   * Waits until the interpreter has booted, without importing the function's code. Optional: a call waits for the boot itself.
   *
   * @throws FunctionError when the interpreter does not boot, or the function is closed.
   * @example
   * await fn.ready();
   */
  ready(): Promise<void>;
  /**
   * Ends the instances, and with them the calls in progress, asynchronous ones included; rejects further calls. Safe to call twice.
   * Waits up to 50 ms for a function that listens to SIGTERM, and up to 5 s for a snapshot that is being made
   * (`snapshot: "function"`).
   *
   * @example
   * await fn.close();
   */
  close(): Promise<void>;
}

/** Options of one call. */
export interface CallOptions {
  /** Ends the call as a timeout does; the outcome is `aborted`, and `error.cause` is the signal's reason. */
  readonly signal?: AbortSignal;
  /**
   * The id of the call: `context.request_id`, `START RequestID`, `X-Request-Id`.
   *
   * @default a random UUID
   */
  readonly requestId?: string;
}

/** Options of one call with a full result. */
export interface ExecuteOptions extends CallOptions {
  /**
   * Compares the interpreter's state before and after the call, and lists the differences in `Execution.audit`: globals and the
   * objects reached from them, environment variables, the working directory, files, open files, tasks, loggers, `sys.path`, signals and other
   * settings. The comparison takes time, which the report includes.
   *
   * @default false
   * @example
   * const { audit = [] } = await fn.execute(event, { audit: true });
   * for (const { sentence } of audit) console.log(sentence);
   */
  readonly audit?: boolean;
}

/** Options of one HTTP call. */
export interface FetchOptions extends CallOptions {
  /**
   * The client's address, for `requestContext.identity.sourceIp` (contract 2.9).
   *
   * @default "127.0.0.1"
   */
  readonly sourceIp?: string;
  /**
   * Makes the call as API Gateway does: with its event, its headers and its `Server` (contract 2.5). `integration` in the query is then an
   * ordinary parameter.
   *
   * @default none: the call comes directly to the function
   * @example
   * await fn.fetch(new Request("http://localhost/orders/17"), { gateway: { path: "/orders/{id}" } });
   */
  readonly gateway?: GatewayOptions;
  /**
   * Whether a body with a `Content-Encoding` is decoded, as `fetch` decodes responses from the network: gzip, deflate, and in
   * Node br (zstd from Node 22.15 on). The headers stay as the function wrote them. `false` returns the body as the
   * function encoded it, for a server or a mock that passes the response on.
   *
   * @default true
   * @example
   * http.all("https://functions.yandexcloud.net/*", ({ request }) => fn.fetch(request, { decompress: false }));
   */
  readonly decompress?: boolean;
  /**
   * Called with the full result of the call before `fetch` resolves: its figures, its log, and the error behind a 502. Not called
   * when no call was made, as for a request over the limit, nor for asynchronous calls, which `async` reports. An error that it throws
   * rejects the promise of `fetch`.
   *
   * @example
   * await fn.fetch(request, { onExecution: ({ report }) => console.log(report.durationMs) });
   */
  readonly onExecution?: (execution: Execution) => void;
}
