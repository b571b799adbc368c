import { afterAll, beforeAll, inject } from "vitest";
import type { FunctionOptions, LogRecord } from "../../src/index.ts";
import type { CallPlan, OpenOptions, PlainExecution, PlainRequest, PlainResponse, Told } from "./driver.ts";
import { type Ask, type Host, makeDriver } from "./driver.ts";

/** A function under test, wherever it runs. */
export interface TestedFunction {
  execute(event?: unknown, plan?: CallPlan): Promise<PlainExecution>;
  executeText(text: string): Promise<PlainExecution>;
  executeAll(events: readonly unknown[]): Promise<PlainExecution[]>;
  invoke(event?: unknown): Promise<{ value: unknown } | { thrown: string }>;
  fetch(request: PlainRequest): Promise<PlainResponse>;
  heard(): Promise<LogRecord[]>;
  told(): Promise<Told[]>;
  close(): Promise<void>;
  closeDuringCall(event: unknown, line: string): Promise<PlainExecution>;
}

/**
 * For one spec file: opens functions in the host that the project names, and closes them all at the end.
 */
export function useHost(): {
  open(source: string | FunctionOptions["source"], options?: Partial<OpenOptions>): Promise<TestedFunction>;
  refusal(options: object): Promise<string>;
  event(builder: string, argument?: object): Promise<{ [name: string]: unknown }>;
  /** What the package has printed so far, or had printed: warnings, errors, rejections that nobody handled. */
  complaints(): readonly string[];
} {
  const opened: TestedFunction[] = [];
  let ask: Ask = () => Promise.reject(new Error("not started"));
  let started: Host | undefined;

  beforeAll(async () => {
    started =
      inject("host") === "browser" ? await (await import("./page.ts")).startPage() : await startNode();
    ask = started.ask;
  });
  afterAll(async () => {
    await Promise.all(opened.map((fn) => fn.close()));
    await started?.stop();
  });

  return {
    async open(source, options = {}) {
      const files = typeof source === "string" ? { "main.py": source } : source;
      const id = await ask("open", { source: files, entrypoint: "main.handler", ...options });
      if (typeof id !== "number") throw new Error(`refused: ${JSON.stringify(id)}`);
      const fn = testedFunction(ask, id);
      opened.push(fn);
      return fn;
    },
    async refusal(options) {
      const answer = (await ask("open", options)) as number | { refused: string };
      if (typeof answer !== "number") return answer.refused;
      await ask("close", answer);
      return "not refused";
    },
    event: (builder, argument) => ask("event", builder, argument) as Promise<{ [name: string]: unknown }>,
    complaints: () => started?.complaints ?? ["not started"],
  };
}

function testedFunction(ask: Ask, id: number): TestedFunction {
  return {
    execute: (event, plan) => ask("execute", id, event, plan) as Promise<PlainExecution>,
    executeText: (text) => ask("executeText", id, text) as Promise<PlainExecution>,
    executeAll: (events) => ask("executeAll", id, events) as Promise<PlainExecution[]>,
    invoke: (event) => ask("invoke", id, event) as Promise<{ value: unknown } | { thrown: string }>,
    fetch: (request) => ask("fetch", id, request) as Promise<PlainResponse>,
    heard: () => ask("heard", id) as Promise<LogRecord[]>,
    told: () => ask("told", id) as Promise<Told[]>,
    close: () => ask("close", id) as Promise<void>,
    closeDuringCall: (event, line) => ask("closeDuringCall", id, event, line) as Promise<PlainExecution>,
  };
}

async function startNode(): Promise<Host> {
  const complaints: string[] = [];
  // A rejection that nobody handles fails the run of Vitest by itself.
  const onWarning = (warning: Error) => complaints.push(String(warning));
  process.on("warning", onWarning);
  const { write } = process.stderr;
  process.stderr.write = ((chunk: string | Uint8Array, ...rest: []) => {
    complaints.push(String(chunk));
    return write.call(process.stderr, chunk, ...rest);
  }) as typeof write;

  const built = new URL("../../dist/node/index.js", import.meta.url).href;
  const driver = makeDriver((await import(built)) as typeof import("../../src/index.ts"));
  return {
    ask: async (method, ...args) => (driver[method] as (...args: unknown[]) => unknown)(...args),
    complaints,
    async stop() {
      process.off("warning", onWarning);
      process.stderr.write = write;
    },
  };
}
