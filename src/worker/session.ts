import type { AuditFinding } from "../audit-types.ts";
import type { Failure } from "../errors.ts";
import type {
  Answer,
  AnswerMessage,
  Assets,
  CallRequest,
  CompiledCode,
  FreezeRequest,
  FreezeResult,
  LoadRequest,
  PrepareRequest,
  StartRequest,
  StartResult,
  StepMessage,
  Stood,
  WorkerControl,
  WorkerMessage,
} from "../protocol.ts";
import { VERSION } from "../version.ts";
import { type CallPort, callPort } from "./call-port.ts";
import { logFlow } from "./log-flow.ts";
import { Output } from "./output.ts";
import type { Python, PythonSink } from "./python.ts";

/** The realm in which Pyodide runs: a `vm` context in Node, the web worker itself in a browser. */
export interface Realm {
  startPython(request: StartRequest): Promise<Python>;
  makeSnapshot(assets: Assets): Promise<Uint8Array>;
  freezeFunction(request: FreezeRequest): Promise<FreezeResult>;
}

/** What a platform adds to the session. */
export interface SessionMeans {
  /** What the engine has compiled by now, where it can be kept. */
  code?(): CompiledCode | undefined;
  openPort?(port: MessagePort, shared: SharedArrayBuffer | undefined): CallPort;
}

/**
 * The shared loop of both worker entries. Its near end is src/host/instance.ts.
 *
 * @param openRealm makes the realm; called once, at once.
 */
export function createSession(
  openRealm: () => Promise<Realm>,
  { code, openPort = callPort }: SessionMeans = {},
): WorkerControl {
  let tellStarted: (python: Python | undefined) => void = () => {};
  const started = new Promise<Python | undefined>((resolve) => {
    tellStarted = resolve;
  });
  let shared: SharedArrayBuffer | undefined;
  // Opened while the host still reads and compiles what `start` brings.
  const opening = openRealm();
  opening.catch(() => {});
  return {
    async start(request: StartRequest): Promise<StartResult> {
      if (request.version !== VERSION) {
        tellStarted(undefined);
        return { kind: "version-mismatch", version: VERSION };
      }
      shared = request.shared;
      let python: Python | undefined;
      const result = await attempt(async () => {
        python = await (await opening).startPython(request);
        return python;
      });
      tellStarted(python);
      const isSnapshotRefused = request.functionSnapshot && python?.isFrozenFunction === false;
      return { ...result, ...(isSnapshotRefused && { isSnapshotRefused }) };
    },
    async prepare(request: PrepareRequest, calls: MessagePort): Promise<StartResult> {
      return attempt(async () => {
        // It may be asked for before the interpreter is there, which saves the way to the host and back.
        const python = await started;
        if (python === undefined) throw new Error("the interpreter did not start");
        serveCalls(python, request, openPort(calls, shared), logFlow(shared && new Int32Array(shared)));
        return python;
      });
    },
    async makeSnapshot(request: StartRequest): Promise<Uint8Array> {
      return (await opening).makeSnapshot(request.assets);
    },
    async code(): Promise<CompiledCode | undefined> {
      return code?.();
    },
    async freeze(request: FreezeRequest): Promise<FreezeResult> {
      try {
        return await (await opening).freezeFunction(request);
      } catch (error) {
        return { kind: "failed", reason: messageOf(error) };
      }
    },
  };
}

async function attempt(work: () => Promise<Python>): Promise<StartResult> {
  try {
    const python = await work();
    return {
      kind: "started",
      memoryBytes: python.memoryBytes(),
      ...(python.warning && { warning: python.warning }),
    };
  } catch (error) {
    return { kind: "failed", reason: reasonOf(error) };
  }
}

function serveCalls(python: Python, request: PrepareRequest, port: CallPort, waitForHost: () => void): void {
  const post = (message: WorkerMessage): void => {
    port.post(message);
    waitForHost();
  };
  const output = new Output(post, request.limits.logBytes);
  let callId: number | undefined;
  // Python may end the interpreter on its way out of a call (what it throws away then runs code of the function). That
  // is the end of this call, and not of the next one: its answer waits until Python has come back.
  let isInside = false;
  let answered: AnswerMessage | undefined;
  const tell = (): void => {
    if (isInside || answered === undefined) return;
    output.flush();
    port.post(answered);
    answered = undefined;
  };
  const answer = (
    answer: Answer,
    told: Pick<Details, "initMs" | "warnings" | "audit"> = NOTHING_MORE,
  ): void => {
    if (callId === undefined) return;
    answered = {
      kind: "answer",
      callId,
      answer,
      warnings: told.warnings,
      memoryBytes: python.memoryBytes(),
      ...(told.initMs !== null && { initDurationMs: told.initMs }),
      ...(told.audit && { audit: told.audit }),
    };
    callId = undefined;
    tell();
  };
  const sink: PythonSink = {
    write: (source, bytes) => output.write(source, bytes),
    speak: (requestId) => output.speak(requestId),
    stood: (details) => port.post({ ...(JSON.parse(details) as Stood), kind: "stood" }),
    step: (details, bytes) => port.post({ ...(JSON.parse(details) as StepDetails), kind: "step", bytes }),
    taken: () => port.post({ kind: "taken" }),
    result: (pythonType, text) => answer({ kind: "result", text, pythonType }),
    answer: (kind, details, text) => {
      const told = JSON.parse(details) as Details;
      answer(answerOf(kind, told, text), told);
    },
  };
  const begin = (request: CallRequest | LoadRequest): void => {
    callId = request.callId;
    isInside = true;
    try {
      if (request.kind === "call") {
        output.begin(request.requestId);
        python.invoke(request.requestId, request.deadlineMs, request.event, request.isAudited);
      } else {
        python.load();
      }
    } catch (error) {
      // Python catches what Python raises: this is the end of the interpreter (os._exit, abort, a fatal error).
      callId = request.callId;
      const reason = `The interpreter ended: ${endOf(messageOf(error))}`;
      answer({ kind: "crash", reason });
    }
    isInside = false;
    tell();
  };

  const end = (): void => {
    output.begin(undefined);
    if (python.terminate()) return;
    output.flush();
    port.post({ kind: "terminated" });
  };

  python.prepare(request, sink);
  port.onMessage((message) => {
    switch (message.kind) {
      case "call":
      case "load":
        begin(message);
        break;
      case "stop":
        python.stop();
        break;
      case "terminate":
        end();
        break;
      case "reply":
        python.reply(message.letter);
        break;
      default:
        message satisfies never;
    }
  });
}

/** What outbound.py says of a step; src/host/outbound.ts judges whether it has that form. */
type StepDetails = Omit<StepMessage, "kind" | "bytes">;
const NOTHING_MORE = { initMs: null, warnings: [] } as const;

/** What door.py says beside the result. */
interface Details extends Omit<Failure, "hint"> {
  readonly type: string;
  readonly traceback: string;
  readonly initMs: number | null;
  readonly warnings: readonly string[];
  /** Of a call that is audited. */
  readonly audit?: readonly AuditFinding[];
  readonly hint: string | null;
}

function answerOf(kind: string, told: Details, text: string): Answer {
  switch (kind) {
    case "result":
      return { kind, text, pythonType: told.type };
    case "stopped":
      return { kind };
    case "crash":
      return { kind, reason: told.traceback };
    case "fault": {
      const { code, errorType, errorMessage, stackTrace, hint, traceback } = told;
      return {
        kind,
        failure: { code, errorType, errorMessage, stackTrace, ...(hint !== null && { hint }) },
        traceback,
      };
    }
    default:
      throw new Error(`door.py answered with the unknown kind ${kind}`);
  }
}

/** Where the thread's stack is smaller than Python's own, recursion in C ends the interpreter. */
function endOf(reason: string): string {
  const isOverflow = reason.includes("call stack");
  return isOverflow ? `${reason}: recursion in C, deeper than the stack of a worker of this browser` : reason;
}

function messageOf(error: unknown): string {
  const { message } = (error ?? {}) as { message?: unknown };
  return String(message ?? error);
}

/** With the stack, for faults of ours. The error may be of a foreign realm, whose prototype is not ours. */
function reasonOf(error: unknown): string {
  const { stack } = (error ?? {}) as { stack?: unknown };
  return String(stack ?? messageOf(error));
}
