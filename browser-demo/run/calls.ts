import type { LogRecord } from "pythonless";
import {
  type Call,
  type Ending,
  type ShownExecution,
  shownExecution,
  withCall,
  withEnding,
  withLogs,
} from "../state/call.ts";
import { toRequest } from "../state/request.ts";
import type { State } from "../state/state.ts";
import type { Store } from "../state/store.ts";
import { messageOf } from "./message-of.ts";
import { createPython, type Python } from "./python.ts";

/** Makes the calls, one at a time. */
export interface Caller {
  /** Resolves when Python has booted. */
  ready(): Promise<void>;
  run(): Promise<void>;
  stop(): void;
}

/** Lines come by the thousand; the page is told of them once in a frame. */
const FLUSH_MS = 16;

export function createCaller(store: Store<State>): Caller {
  let waiting: LogRecord[] = [];
  const flush = (): void => {
    if (waiting.length === 0) return;
    const records = waiting;
    waiting = [];
    store.update((state) => ({ ...state, calls: withLogs(state.calls, records) }));
  };
  const python = createPython({
    onLog: (record) => {
      if (waiting.push(record) === 1) setTimeout(flush, FLUSH_MS);
    },
    onProgress: ({ loadedBytes, totalBytes = 0 }) =>
      store.update((state) =>
        state.phase.kind === "loading"
          ? { ...state, phase: { kind: "loading", loadedBytes, totalBytes } }
          : state,
      ),
  });
  let stopping = new AbortController();
  return {
    async ready() {
      await starter(python, store.get()).ready();
    },
    async run() {
      if (store.get().phase.kind !== "ready") return;
      stopping = new AbortController();
      const call = newCall(store.get());
      store.update((state) => ({
        ...state,
        phase: { kind: "running", callId: call.id, isStopping: false },
        calls: withCall(state.calls, call),
        // What can still be undone stays.
        notice: state.notice?.action && state.notice,
        shownCallId: call.id,
      }));
      const ending = await make(python, store.get(), call, stopping.signal);
      flush();
      store.update((state) => ({
        ...state,
        phase: { kind: "ready" },
        calls: withEnding(state.calls, call.id, ending),
      }));
    },
    stop() {
      const { phase } = store.get();
      if (phase.kind !== "running" || phase.isStopping) return;
      store.update((state) => ({ ...state, phase: { ...phase, isStopping: true } }));
      stopping.abort();
    },
  };
}

/** The visitor's function, so that its first call finds it booted; any other where that one cannot be made. */
function starter(python: Python, { project }: State): { ready(): Promise<void> } {
  try {
    return python.functionOf(project);
  } catch {
    const files = { "main.py": "def handler(event, context): ..." };
    return python.functionOf({ ...project, files, entrypoint: "main.handler", environment: [] });
  }
}

function newCall({ request }: State): Call {
  return { id: randomUuid(), startedAtMs: Date.now(), request, logs: [], ending: undefined };
}

async function make(python: Python, state: State, call: Call, signal: AbortSignal): Promise<Ending> {
  try {
    let execution: ShownExecution | undefined;
    const response = await python.functionOf(state.project).fetch(toRequest(call.request), {
      requestId: call.id,
      signal,
      onExecution: (full) => {
        execution = shownExecution(full);
      },
    });
    const body = new Uint8Array(await response.arrayBuffer());
    return {
      kind: "answered",
      answer: { status: response.status, headers: [...response.headers], body },
      execution,
    };
  } catch (error) {
    return { kind: "refused", reason: messageOf(error) };
  }
}

/** `crypto.randomUUID` is for secure contexts only; a page of the local network is none. */
function randomUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
