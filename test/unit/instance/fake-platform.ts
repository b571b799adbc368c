import * as Comlink from "comlink";
import { onTestFinished } from "vitest";
import type { ReadFiles } from "../../../src/options/source.ts";
import { fetchCapabilities } from "../../../src/platform/node/fetch-capabilities.ts";
import type { Platform, SnapshotStore, WorkerHandle } from "../../../src/platform/platform.ts";
import type {
  Assets,
  CallRequest,
  FreezeRequest,
  FreezeResult,
  HostMessage,
  LoadRequest,
  OutcomeMessage,
  PrepareRequest,
  StartRequest,
  StartResult,
  WorkerMessage,
} from "../../../src/wire/protocol.ts";

/** What the workers of a fake platform do. All of it is optional: by default they boot, and answer no call. */
export interface Plan {
  readonly engine?: string;
  readonly loadAssets?: (assetsUrl: string | undefined) => Promise<Assets>;
  readonly start?: (request: StartRequest) => StartResult | Promise<StartResult>;
  readonly prepare?: (request: PrepareRequest) => StartResult | Promise<StartResult>;
  readonly freeze?: (request: FreezeRequest) => FreezeResult | Promise<FreezeResult>;
  readonly snapshots?: SnapshotStore;
  readonly findDecoder?: Platform["findDecoder"];
  readonly shareMemory?: Platform["shareMemory"];
  readonly onCall?: (request: CallRequest, worker: FakeWorker) => void;
  readonly onLoad?: (request: LoadRequest, worker: FakeWorker) => void;
  /** By default a call that is to stop does not. */
  readonly onStop?: (worker: FakeWorker) => void;
  /** By default nobody listens, so that the worker says at once that it is done. */
  readonly onTerminate?: (worker: FakeWorker) => void;
}

/** A worker without a thread: real ports, and an end that the test decides on. */
export interface FakeWorker {
  readonly handle: WorkerHandle;
  /** What the host said to keepAlive(), in order. */
  readonly keptAlive: boolean[];
  readonly calls: (CallRequest | LoadRequest)[];
  terminations: number;
  /** Whether the host has let go of it. */
  isReleased: boolean;
  post(message: WorkerMessage): void;
  die(reason: string): void;
}

const EMPTY_MODULE = new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));

export const STARTED: StartResult = { kind: "started", memoryBytes: 31 };

/** The answer to the first call on a worker, unless `more` says otherwise. */
export function resultMessage(text: string, more: Partial<OutcomeMessage> = {}): OutcomeMessage {
  const answer = { kind: "result", text } as const;
  return { kind: "outcome", callId: 1, outcome: answer, warnings: [], memoryBytes: 42, ...more };
}

/** The answer to code that cannot be imported. */
export function importFailure(callId: number): OutcomeMessage {
  const failure = {
    code: "IMPORT_FAILED",
    errorType: "ValueError",
    errorMessage: "no",
    stackTrace: [],
  } as const;
  return resultMessage("", { callId, outcome: { kind: "fault", failure, traceback: "ValueError: no" } });
}

/** A platform that remembers its workers. */
export type FakePlatform = Platform & { readonly workers: FakeWorker[] };

export function fakePlatform(plan: Plan = {}): FakePlatform {
  const workers: FakeWorker[] = [];
  return {
    engine: plan.engine ?? "fake 1",
    expectWorkers() {},
    workers,
    startWorker() {
      const worker = fakeWorker(plan);
      workers.push(worker);
      return worker.handle;
    },
    loadAssets: plan.loadAssets ?? (async () => ({ wasmModule: EMPTY_MODULE }) as Assets),
    shareMemory: plan.shareMemory ?? (() => undefined),
    snapshots: plan.snapshots ?? { read: async () => undefined, write: async () => {} },
    fetchCapabilities,
    readSource: (source) =>
      typeof source === "string" || ArrayBuffer.isView(source) ? undefined : (source as ReadFiles),
    readFile: () => Promise.reject(new Error("no wheels here")),
    findDecoder: plan.findDecoder ?? (async () => undefined),
  };
}

function fakeWorker(plan: Plan): FakeWorker {
  const control = new MessageChannel();
  const calls = new MessageChannel();
  let far: MessagePort | undefined;
  let die: (reason: string) => void = () => {};
  const worker: FakeWorker = {
    keptAlive: [],
    calls: [],
    terminations: 0,
    isReleased: false,
    post: (message) => far?.postMessage(message),
    die: (reason) => die(reason),
    handle: {
      control: control.port1,
      calls: {
        far: calls.port2,
        post: (message) => calls.port1.postMessage(message),
        onMessage: (listen) => {
          calls.port1.onmessage = (event) => listen(event.data);
        },
      },
      death: new Promise((resolve) => {
        die = resolve;
      }),
      async terminate() {
        worker.terminations += 1;
        die("terminated");
      },
      keepAlive: (isNeeded) => worker.keptAlive.push(isNeeded),
    },
  };
  const hear = (message: HostMessage): void => {
    switch (message.kind) {
      case "stop":
        plan.onStop?.(worker);
        break;
      case "terminate":
        if (plan.onTerminate) plan.onTerminate(worker);
        else worker.post({ kind: "terminated" });
        break;
      case "call":
        worker.calls.push(message);
        plan.onCall?.(message, worker);
        break;
      case "load":
        worker.calls.push(message);
        plan.onLoad?.(message, worker);
        break;
      case "reply":
        break;
      default:
        message satisfies never;
    }
  };
  Comlink.expose(
    {
      [Comlink.finalizer]: () => {
        worker.isReleased = true;
      },
      start: plan.start ?? (() => STARTED),
      code: () => undefined,
      freeze: plan.freeze ?? (() => ({ kind: "refused", reason: "nobody froze it" })),
      prepare(request: PrepareRequest, port: MessagePort) {
        far = port;
        port.onmessage = (event) => {
          hear(event.data as HostMessage);
        };
        return plan.prepare?.(request) ?? STARTED;
      },
    },
    control.port2,
  );
  onTestFinished(() => {
    // Whoever waits for its word would wait for ever: a closed port tells nobody.
    die("the test is over");
    for (const port of [control.port1, calls.port1, far]) port?.close();
  });
  return worker;
}
