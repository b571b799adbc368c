import type {
  AsyncCall,
  CloudFunction,
  Execution,
  FunctionOptions,
  GatewayOptions,
  LogRecord,
} from "../../src/index.ts";

/** What of the package is driven. */
type Package = Pick<typeof import("../../src/index.ts"), "createFunction" | "jsonText" | "events">;

/** An Execution as it crosses from a page: `error` as its own properties. */
export interface PlainExecution extends Omit<Execution, "error"> {
  readonly error?: {
    readonly code: string;
    readonly blame: string;
    readonly phase: string;
    readonly errorType: string;
    readonly errorMessage: string;
    readonly stackTrace: readonly string[];
    readonly hint?: string;
    readonly stoppedBy?: string;
  };
}

export interface PlainResponse {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

export interface PlainRequest {
  readonly url: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly gateway?: GatewayOptions;
  readonly abort?: AbortMoment;
}

/** When the signal of a call aborts: right after the call was made, or when its function has written this line. */
export type AbortMoment = "at once" | { readonly whenLogged: string };

/** What a destination of asynchronous calls was told. */
export interface Told extends Omit<AsyncCall, "execution"> {
  readonly destination: "onSuccess" | "onFailure";
  readonly execution: PlainExecution;
}

export interface CallPlan {
  readonly requestId?: string;
  readonly audit?: boolean;
  readonly abort?: AbortMoment;
}

/** Options that can be sent to a page: `fetch` by name, `mock` answering with what it was asked. */
export interface OpenOptions extends Omit<FunctionOptions, "fetch"> {
  readonly fetch?: FunctionOptions["fetch"] | "real" | "mock";
}

/** What a spec does with functions, in terms that can be sent to a page. */
export interface Driver {
  open(options: OpenOptions): number | { readonly refused: string };
  execute(id: number, event: unknown, plan?: CallPlan): Promise<PlainExecution>;
  executeText(id: number, text: string): Promise<PlainExecution>;
  executeAll(id: number, events: readonly unknown[]): Promise<PlainExecution[]>;
  invoke(id: number, event: unknown): Promise<{ readonly value: unknown } | { readonly thrown: string }>;
  fetch(id: number, request: PlainRequest): Promise<PlainResponse>;
  heard(id: number): LogRecord[];
  told(id: number): Told[];
  close(id: number): Promise<void>;
  /** Calls the function, and closes it when the call has written this line. */
  closeDuringCall(id: number, event: unknown, line: string): Promise<PlainExecution>;
  /** The event that the host's own builder makes. */
  event(builder: string, argument?: object): object;
}

export type Ask = (method: keyof Driver, ...args: unknown[]) => Promise<unknown>;

/** Where the functions of a spec run. */
export interface Host {
  readonly ask: Ask;
  readonly complaints: readonly string[];
  stop(): Promise<void>;
}

/** Runs beside the package, in Node or in a page: it is sent there as text, so it uses nothing from outside. */
export function makeDriver({ createFunction, jsonText, events }: Package): Driver {
  const functions: {
    readonly fn: CloudFunction;
    readonly heard: LogRecord[];
    readonly told: Told[];
    /** Called with each line that the function writes. */
    readonly listeners: Set<(message: string) => void>;
  }[] = [];
  const at = (id: number) => {
    const found = functions[id];
    if (!found) throw new Error(`no function ${id}`);
    return found;
  };
  /** Resolves when the function writes this line, from now on. */
  const logged = (id: number, line: string) =>
    new Promise<void>((resolve) => {
      const { listeners } = at(id);
      const listener = (message: string) => {
        if (message !== line) return;
        listeners.delete(listener);
        resolve();
      };
      listeners.add(listener);
    });
  const signalOf = (id: number, abort: AbortMoment) => {
    const controller = new AbortController();
    const moment = abort === "at once" ? Promise.resolve() : logged(id, abort.whenLogged);
    void moment.then(() => controller.abort());
    return controller.signal;
  };
  const plain = (execution: Execution): PlainExecution => JSON.parse(JSON.stringify(execution));
  const fetches = {
    real: globalThis.fetch,
    mock: async (request: Request) =>
      Response.json({
        method: request.method,
        url: request.url,
        headers: [...request.headers],
        body: await request.text(),
      }),
  };
  return {
    open({ fetch = false, ...options }) {
      const heard: LogRecord[] = [];
      const told: Told[] = [];
      const listeners = new Set<(message: string) => void>();
      const destination = (name: Told["destination"]) => (ended: AsyncCall) =>
        told.push({ ...ended, destination: name, execution: plain(ended.execution) });
      try {
        const fn = createFunction({
          ...options,
          fetch: typeof fetch === "string" ? fetches[fetch] : fetch,
          async: {
            ...options.async,
            onSuccess: destination("onSuccess"),
            onFailure: destination("onFailure"),
          },
          onLog: (record) => {
            heard.push(record);
            for (const listener of [...listeners]) listener(record.message);
          },
        });
        return functions.push({ fn, heard, told, listeners }) - 1;
      } catch (error) {
        return { refused: String(error) };
      }
    },
    async execute(id, event, plan = {}) {
      const { abort, ...options } = plan;
      const signal = abort && { signal: signalOf(id, abort) };
      return plain(await at(id).fn.execute(event, { ...options, ...signal }));
    },
    executeText: async (id, text) => plain(await at(id).fn.execute(jsonText(text))),
    executeAll: async (id, events) => {
      const executions = await Promise.all(events.map((event) => at(id).fn.execute(event)));
      return executions.map(plain);
    },
    async invoke(id, event) {
      try {
        return { value: await at(id).fn.invoke(event) };
      } catch (error) {
        return { thrown: String(error) };
      }
    },
    async fetch(id, { url, gateway, abort, ...init }) {
      const options = { ...(gateway && { gateway }), ...(abort && { signal: signalOf(id, abort) }) };
      const response = await at(id).fn.fetch(new Request(url, init), options);
      return { status: response.status, headers: [...response.headers], body: await response.text() };
    },
    heard: (id) => at(id).heard,
    told: (id) => at(id).told,
    close: (id) => at(id).fn.close(),
    async closeDuringCall(id, event, line) {
      const isUnderWay = logged(id, line);
      const called = at(id).fn.execute(event);
      await isUnderWay;
      await at(id).fn.close();
      return plain(await called);
    },
    event: (builder, argument) => {
      const build = (events as unknown as Record<string, (argument?: object) => object>)[builder];
      if (!build) throw new Error(`no builder ${builder}`);
      return build(argument);
    },
  };
}
