import type { StopSignal, Terminal } from "../../../src/cli/terminal.ts";
import type {
  CloudFunction,
  FailedExecution,
  FunctionError,
  FunctionOptions,
  LogRecord,
  SuccessfulExecution,
} from "../../../src/index.ts";

/** A terminal that remembers what was written to it and what was asked of it. */
export interface FakeTerminal extends Terminal {
  readonly out: () => string;
  readonly err: () => string;
  /** The options of every createFunction(). */
  readonly created: FunctionOptions[];
  readonly exits: number[];
  readonly send: (signal: StopSignal) => void;
  readonly signalListeners: Set<(signal: StopSignal) => void>;
}

export function fakeTerminal(overrides: Partial<Terminal> = {}): FakeTerminal {
  const written = { out: "", err: "" };
  const created: FunctionOptions[] = [];
  const exits: number[] = [];
  const signalListeners = new Set<(signal: StopSignal) => void>();
  const { createFunction = () => fakeFunction(), ...others } = overrides;
  return {
    version: "1.2.3",
    environment: {},
    stdin: stream(),
    stdout: { write: (text) => (written.out += text) },
    stderr: { write: (text) => (written.err += text) },
    isOwnOutput: () => false,
    createFunction: (options) => {
      created.push(options);
      return createFunction(options);
    },
    onStopSignal(listener) {
      signalListeners.add(listener);
      return () => signalListeners.delete(listener);
    },
    exit: (code) => exits.push(code),
    ...others,
    out: () => written.out,
    err: () => written.err,
    created,
    exits,
    send: (signal) => {
      for (const listener of signalListeners) listener(signal);
    },
    signalListeners,
  };
}

/** A stdin that brings these chunks. */
export async function* stream(...chunks: (string | Uint8Array)[]): AsyncGenerator<string | Uint8Array> {
  yield* chunks;
}

/** A function without Python: it counts its closings and remembers its events. */
export interface FakeFunction extends CloudFunction {
  readonly events: unknown[];
  closings: number;
}

export function fakeFunction(overrides: Partial<CloudFunction> = {}): FakeFunction {
  const events: unknown[] = [];
  return {
    functionName: "d4efake",
    functionVersion: "d4eversion",
    events,
    closings: 0,
    invoke: async () => undefined,
    async execute(event) {
      events.push(event);
      return success("null");
    },
    fetch: async () => new Response("hello"),
    ready: async () => {},
    async close() {
      this.closings += 1;
    },
    [Symbol.asyncDispose]: async () => {},
    ...overrides,
  };
}

const REPORT = {
  durationMs: 1,
  billedDurationMs: 100,
  memorySizeMb: 128,
  maxMemoryUsedMb: 30,
  queuingDurationMs: 0,
  start: "cold",
} as const;

export function success(text: string, logs: readonly LogRecord[] = []): SuccessfulExecution {
  return { requestId: "id", outcome: "success", text, value: JSON.parse(text), logs, report: REPORT };
}

export function failure(error: FunctionError, logs: readonly LogRecord[] = []): FailedExecution {
  return { requestId: "id", outcome: "error", error, logs, report: REPORT };
}

export function record(members: Partial<LogRecord>): LogRecord {
  return { timestamp: 0, requestId: "id", source: "stdout", message: "", ...members };
}
