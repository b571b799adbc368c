import type {
  Assets,
  CompiledCode,
  FreezeRequest,
  FreezeResult,
  PrepareRequest,
  StartRequest,
  StartResult,
  WorkerControl,
} from "../wire/protocol.ts";
import { VERSION } from "../wire/version.ts";
import { type CallPort, callPort } from "./call-port.ts";
import { messageOf, serveCalls } from "./calls.ts";
import { logFlow } from "./limits/log-pace.ts";
import type { Python } from "./python.ts";

/** The realm in which Pyodide runs: a `vm` context in Node, the web worker itself in a browser. */
export interface Realm {
  startPython(request: StartRequest): Promise<Python>;
  makeSnapshot(assets: Assets): Promise<Uint8Array>;
  freezeFunction(request: FreezeRequest): Promise<FreezeResult>;
}

/** The hooks that a platform adds to the session. */
export interface SessionMeans {
  /** The code that the engine has compiled by now, where it can be kept. */
  code?(): CompiledCode | undefined;
  openPort?(port: MessagePort, shared: SharedArrayBuffer | undefined): CallPort;
}

/**
 * The shared loop of both worker entries. Its near end is src/instance/instance.ts.
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
  // Opened while the host still reads and compiles the assets that `start` brings.
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

/** With the stack, for faults of ours. The error may be of a foreign realm, whose prototype is not ours. */
function reasonOf(error: unknown): string {
  const { stack } = (error ?? {}) as { stack?: unknown };
  return String(stack ?? messageOf(error));
}
