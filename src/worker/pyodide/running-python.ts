import type { PyodideAPI } from "pyodide";
import type { PrepareRequest } from "../../wire/protocol.ts";
import { cpuClock } from "../cpu-clock.ts";
import { limitFiles } from "../limits/files.ts";
import { type MemoryLimit, RUNTIME_BYTES } from "../limits/memory.ts";
import type { Emit, Payload, Python } from "../python.ts";
import { ReplyWait } from "../reply-wait.ts";
import { hostFor } from "./host-for-python.ts";
import { fileSystemOf, moduleOf } from "./private-api.ts";
import type { Rpc } from "./rpc.ts";
import { writeFiles } from "./write-files.ts";

/** The means by which the host limits and stops the interpreter. */
export interface Controls {
  /** Memory shared with the host: src/wire/shared-memory.ts. */
  readonly shared: Int32Array | undefined;
  readonly memoryLimit: MemoryLimit;
}

/** An interpreter that runs, as the session sees it. An object of functions, so that a wrapper can replace one and spread the rest. */
export function runningPython(
  pyodide: PyodideAPI,
  warning: string | undefined,
  isFrozenFunction: boolean,
  { shared, memoryLimit }: Controls,
): Python {
  if (shared) pyodide.setInterruptBuffer(shared);
  const rpc = pyodide.pyimport("pythonless.rpc") as Rpc;
  // Read once: each read of a Python object's attribute makes a new proxy, which costs more than the call.
  const { call, send, send_switching: switching } = rpc;
  const module = moduleOf(pyodide);
  /** Where the thread cannot block but stacks can be switched. */
  const replies = !shared && module.jspiSupported ? new ReplyWait() : undefined;
  const host = (emit: Emit) => hostFor(emit, { shared, replies });

  return {
    prepare(request: PrepareRequest, emit: Emit, outside?: object): void {
      if (outside) pyodide.registerJsModule("js", outside);
      const { memoryBytes, temporaryFilesBytes } = request.limits;
      memoryLimit.bytes = RUNTIME_BYTES + memoryBytes;
      limitFiles(fileSystemOf(pyodide), temporaryFilesBytes);
      writeFiles(pyodide, request.files);
      pyodide.setStdout(writerTo(emit, "stdout"));
      pyodide.setStderr(writerTo(emit, "stderr"));
      // As of a process without an input: its end.
      pyodide.setStdin({ stdin: () => undefined });
      const settings = JSON.stringify(request.settings);
      if (isFrozenFunction) rpc.resume(settings, host(emit));
      else rpc.open_for(settings, host(emit));
    },

    call(requestId: string, deadlineMs: number, event: string | Uint8Array): Promise<void> | undefined {
      if (replies) {
        return timed(() => switching.callPromising("call", JSON.stringify({ requestId, deadlineMs }), event));
      }
      cpuClock.start();
      try {
        call(requestId, deadlineMs, event);
      } finally {
        cpuClock.stop();
      }
      return undefined;
    },

    send(kind: string, json: string, payload?: Payload): Promise<void> | undefined {
      if (replies && kind === "reply" && replies.give(payload as Uint8Array)) return undefined;
      // Only code of the function may be suspended.
      if (replies && (kind === "call" || kind === "load")) {
        return timed(() => switching.callPromising(kind, json, payload));
      }
      cpuClock.run(() => send(kind, json, payload));
      return undefined;
    },

    memoryBytes: () => module.HEAPU8.byteLength,
    isFrozenFunction,
    warning,
  };
}

/** Python stops the clock where it is suspended; when it is resumed, it ends in a turn of the event loop of its own. */
async function timed(call: () => Promise<void>): Promise<void> {
  cpuClock.start();
  try {
    const ending = call();
    cpuClock.stop();
    await ending;
  } finally {
    cpuClock.stop();
  }
}

function writerTo(emit: Emit, source: "stdout" | "stderr") {
  return {
    isatty: false,
    write(bytes: Uint8Array): number {
      emit(source, "", bytes);
      return bytes.length;
    },
  };
}
