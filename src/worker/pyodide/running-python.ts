import type { PyodideAPI } from "pyodide";
import type { PrepareRequest } from "../../wire/protocol.ts";
import { limitFiles } from "../limits/files.ts";
import { type MemoryLimit, RUNTIME_BYTES } from "../limits/memory.ts";
import type { Python, PythonSink } from "../python.ts";
import { ReplyWait } from "../reply-wait.ts";
import { hostFor } from "./host-for-python.ts";
import { type EmscriptenModule, fileSystemOf, moduleOf } from "./private-api.ts";
import type { Door } from "./rpc.ts";
import { writeFiles } from "./write-files.ts";

/** What the interpreter is held by while it runs. */
export interface Controls {
  /** Memory shared with the host: src/wire/shared-memory.ts. */
  readonly shared: Int32Array | undefined;
  readonly memoryLimit: MemoryLimit;
}

/** An interpreter that runs, as the session sees it. */
export class RunningPython implements Python {
  readonly #pyodide: PyodideAPI;
  readonly #door: Door;
  readonly #controls: Controls;
  readonly #module: EmscriptenModule;
  /** Looked up once: each look at a Python object makes a new proxy, which costs more than the call. */
  readonly #invoke: Door["invoke"];
  /** Where the thread cannot block but the stack be switched. */
  readonly #replies: ReplyWait | undefined;

  constructor(
    pyodide: PyodideAPI,
    readonly warning: string | undefined,
    readonly isFrozenFunction: boolean,
    controls: Controls,
  ) {
    this.#pyodide = pyodide;
    this.#controls = controls;
    this.#module = moduleOf(pyodide);
    if (controls.shared) pyodide.setInterruptBuffer(controls.shared);
    this.#door = pyodide.pyimport("pythonless.rpc") as Door;
    this.#invoke = this.#door.invoke;
    if (!controls.shared && this.#module.jspiSupported) this.#replies = new ReplyWait();
  }

  prepare(request: PrepareRequest, sink: PythonSink, outside?: object): void {
    if (outside) this.#pyodide.registerJsModule("js", outside);
    const { memoryBytes, temporaryFilesBytes } = request.limits;
    this.#controls.memoryLimit.bytes = RUNTIME_BYTES + memoryBytes;
    limitFiles(fileSystemOf(this.#pyodide), temporaryFilesBytes);
    writeFiles(this.#pyodide, request.files);
    this.#pyodide.setStdout(writerTo(sink, "stdout"));
    this.#pyodide.setStderr(writerTo(sink, "stderr"));
    // As of a process without an input: its end.
    this.#pyodide.setStdin({ stdin: () => undefined });
    const settings = JSON.stringify(request.settings);
    const host = hostFor(sink, { shared: this.#controls.shared, replies: this.#replies });
    if (this.isFrozenFunction) this.#door.resume(settings, host);
    else this.#door.open_for(settings, host);
  }

  invoke(
    requestId: string,
    deadlineMs: number,
    event: string | Uint8Array,
    isAudited?: true,
  ): Promise<void> | undefined {
    if (this.#replies) {
      return this.#door.invoke_switching.callPromising(requestId, deadlineMs, event, isAudited ?? false);
    }
    // One argument more would cost each call a little.
    if (isAudited) this.#invoke(requestId, deadlineMs, event, isAudited);
    else this.#invoke(requestId, deadlineMs, event);
    return undefined;
  }

  load(): Promise<void> | undefined {
    if (this.#replies) return this.#door.load_switching.callPromising();
    this.#door.load();
    return undefined;
  }

  stop(): void {
    this.#door.stop();
  }

  terminate(): boolean {
    return this.#door.terminate();
  }

  reply(letter: Uint8Array): void {
    if (!this.#replies?.give(letter)) this.#door.reply(letter);
  }

  memoryBytes(): number {
    return this.#module.HEAPU8.byteLength;
  }
}

function writerTo(sink: PythonSink, source: "stdout" | "stderr") {
  return {
    isatty: false,
    write(bytes: Uint8Array): number {
      sink.write(source, bytes);
      return bytes.length;
    },
  };
}
