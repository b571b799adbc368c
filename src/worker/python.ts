/**
 * Runs Python. With load.ts the only file that touches Pyodide. It runs inside the realm: in the `vm` context of a Node worker, or in a
 * web worker. No Python proxy leaves it; what crosses is text and bytes.
 */

import type { PyodideAPI } from "pyodide";
import type { Assets, FreezeRequest, FreezeResult, PrepareRequest, StartRequest } from "../protocol.ts";
import { VERSION } from "../version.ts";
import { bootstrapFiles } from "./bootstrap-files.ts";
import { type FileSystem, limitFiles } from "./file-limit.ts";
import { CODE_FOLDER, load, RUNTIME_FOLDER } from "./load.ts";
import { MemoryLimit, RUNTIME_BYTES } from "./memory-limit.ts";
import { openSnapshot, packSnapshot, type SnapshotImage } from "./snapshot-image.ts";

/** What Python says, on its way to the session. */
export interface PythonSink {
  answer(kind: string, details: string, text: string): void;
  /** Where the call stood when it was stopped. */
  stood(details: string): void;
  /** What is written from now on belongs to the call with this id. */
  speak(requestId: string): void;
  write(source: "stdout" | "stderr", bytes: Uint8Array): void;
}

/** An interpreter that has booted. */
export interface Python {
  /** Makes it the instance of one function. */
  prepare(request: PrepareRequest, sink: PythonSink): void;
  /** Starts a call; its answer comes through the sink. Throws when the interpreter is beyond repair. */
  invoke(requestId: string, deadlineMs: number, event: string | Uint8Array): void;
  /** Imports the function's code ahead of the first call; the answer comes through the sink. */
  load(): void;
  /** Asks the running call to give up. */
  stop(): void;
  /** Tells the function that its instance ends. Whether it has something to do before. */
  terminate(): boolean;
  memoryBytes(): number;
  /** Why the start was slow, if it was. */
  readonly warning: string | undefined;
}

/** The Python side of door 2, wasm-bootstrap/pythonless/door.py. */
interface Door {
  open_for(settings: string, host: object): void;
  invoke(requestId: string, deadlineMs: number, event: string | Uint8Array): void;
  load(): void;
  stop(): void;
  terminate(): boolean;
  resume(settings: string, host: object): void;
  /** Why the function cannot be frozen, or nothing. */
  freeze(settings: string): string;
}

/** A snapshot holds the bootstrap package too, so it fits the build that made it and no other. */
const snapshotId = `${VERSION} ${hashOf(Object.values(bootstrapFiles).join("\0"))}`;

/** Boots the interpreter: from the function's snapshot, else from the base snapshot, else slowly. */
export async function startPython(request: StartRequest): Promise<Python> {
  const { assets, functionSnapshot } = request;
  const frozen = functionSnapshot && openImage(functionSnapshot.image, idOf(functionSnapshot.key));
  const controls: Controls = {
    interrupts: request.interrupts && ownWords(request.interrupts),
    memoryLimit: new MemoryLimit(),
  };
  if (frozen?.kind === "image") return restore(assets, frozen, true, controls);
  const base = openImage(assets.snapshot, snapshotId);
  if (base.kind === "image") return restore(assets, base, false, controls);
  return startSlowly(assets, base.warning, controls);
}

/** What the interpreter is held by while it runs. */
interface Controls {
  /** A word that the host sets to interrupt Python. */
  readonly interrupts: Int32Array | undefined;
  readonly memoryLimit: MemoryLimit;
}

/** The memory of an interpreter that has booted and imported what handlers use most. */
export async function makeSnapshot(assets: Assets): Promise<Uint8Array> {
  let unstarted = new Uint8Array();
  const pyodide = await load(assets, {
    options: { _makeSnapshot: true },
    onInitialized: (module) => {
      unstarted = module.HEAPU8.slice();
    },
  });
  pyodide.runPython(`${ADD_RUNTIME_TO_PATH}; sys.dont_write_bytecode = True; import pythonless.snapshot`);
  return packSnapshot(takeMemory(pyodide), unstarted, snapshotId);
}

/** The same of an interpreter that has imported a function's code too. */
export async function freezeFunction(request: FreezeRequest): Promise<FreezeResult> {
  const base = openImage(request.assets.snapshot, snapshotId);
  if (base.kind === "none") return { kind: "refused", reason: base.warning };
  let unstarted = new Uint8Array();
  const pyodide = await load(request.assets, {
    options: { _loadSnapshot: base.header, _makeSnapshot: true },
    memoryBytes: base.memoryBytes,
    onMade: (module) => {
      unstarted = module.HEAPU8.slice();
      base.writeTo(module.HEAPU8);
    },
  });
  // What the import prints was in the log of the call that caused it.
  for (const redirect of ["setStdout", "setStderr"] as const) {
    pyodide[redirect]({ isatty: false, write: (bytes: Uint8Array) => bytes.length });
  }
  writeFiles(pyodide, request.prepare.files);
  const door = pyodide.pyimport("pythonless.door") as Door;
  const reason = door.freeze(JSON.stringify(request.prepare.settings)) || openFiles(pyodide);
  if (reason) return { kind: "refused", reason };
  try {
    return { kind: "frozen", image: packSnapshot(takeMemory(pyodide), unstarted, idOf(request.key)) };
  } catch (error) {
    return { kind: "refused", reason: `it holds something of JavaScript (${(error as Error).message})` };
  }
}

async function restore(
  assets: Assets,
  image: SnapshotImage,
  isFrozenFunction: boolean,
  controls: Controls,
): Promise<Python> {
  try {
    const pyodide = await load(assets, {
      options: { _loadSnapshot: image.header },
      memoryBytes: image.memoryBytes,
      memoryLimit: controls.memoryLimit,
      onMade: (module) => image.writeTo(module.HEAPU8),
    });
    return new RunningPython(pyodide, undefined, isFrozenFunction, controls);
  } catch (error) {
    return startSlowly(assets, `The snapshot could not be used: ${String(error)}`, controls);
  }
}

async function startSlowly(assets: Assets, warning: string, controls: Controls): Promise<Python> {
  const pyodide = await load(assets, { memoryLimit: controls.memoryLimit });
  pyodide.runPython(ADD_RUNTIME_TO_PATH);
  return new RunningPython(pyodide, warning, false, controls);
}

const ADD_RUNTIME_TO_PATH = `import sys; sys.path.insert(0, "${RUNTIME_FOLDER}")`;

type OpenedImage =
  | ({ readonly kind: "image" } & SnapshotImage)
  | { readonly kind: "none"; readonly warning: string };

function openImage(snapshot: Uint8Array | undefined, id: string): OpenedImage {
  if (snapshot === undefined)
    return { kind: "none", warning: "There is no snapshot beside the interpreter." };
  try {
    return { kind: "image", ...openSnapshot(snapshot, id) };
  } catch (error) {
    return { kind: "none", warning: `The snapshot could not be used: ${(error as Error).message}.` };
  }
}

function idOf(key: string): string {
  return `${snapshotId} ${key}`;
}

function takeMemory(pyodide: PyodideAPI): Uint8Array {
  return (pyodide as unknown as { makeMemorySnapshot(): Uint8Array }).makeMemorySnapshot();
}

/** Files are not in a snapshot, so a file that stays open would be one on nothing. */
function openFiles(pyodide: PyodideAPI): string {
  const streams = (pyodide.FS as unknown as { streams: ({ fd: number; path?: string } | null)[] }).streams;
  const open = streams.find((stream) => stream && stream.fd > 2 && !stream.path?.startsWith("/lib/"));
  return open ? `it keeps a file open (${open.path ?? `descriptor ${open.fd}`})` : "";
}

class RunningPython implements Python {
  readonly #pyodide: PyodideAPI;
  readonly #door: Door;
  readonly #controls: Controls;
  /** Whether the function's code has been imported before the snapshot was taken. */
  readonly #isFrozenFunction: boolean;
  /** Looked up once: each look at a Python object makes a new proxy, which costs more than the call. */
  readonly #invoke: Door["invoke"];

  constructor(
    pyodide: PyodideAPI,
    readonly warning: string | undefined,
    isFrozenFunction: boolean,
    controls: Controls,
  ) {
    this.#pyodide = pyodide;
    this.#controls = controls;
    if (controls.interrupts) pyodide.setInterruptBuffer(controls.interrupts);
    this.#isFrozenFunction = isFrozenFunction;
    this.#door = pyodide.pyimport("pythonless.door") as Door;
    this.#invoke = this.#door.invoke;
  }

  prepare(request: PrepareRequest, sink: PythonSink): void {
    const { memoryBytes, temporaryFilesBytes } = request.limits;
    this.#controls.memoryLimit.bytes = RUNTIME_BYTES + memoryBytes;
    limitFiles(this.#pyodide.FS as unknown as FileSystem, temporaryFilesBytes);
    writeFiles(this.#pyodide, request.files);
    this.#pyodide.setStdout(writerTo(sink, "stdout"));
    this.#pyodide.setStderr(writerTo(sink, "stderr"));
    this.#pyodide.setStdin({ error: true });
    const settings = JSON.stringify(request.settings);
    const host = hostFor(sink, this.#controls.interrupts);
    if (this.#isFrozenFunction) this.#door.resume(settings, host);
    else this.#door.open_for(settings, host);
  }

  invoke(requestId: string, deadlineMs: number, event: string | Uint8Array): void {
    // Python must hold no object of the outer realm, so bytes are copied into this one.
    this.#invoke(requestId, deadlineMs, typeof event === "string" ? event : new Uint8Array(event));
  }

  load(): void {
    this.#door.load();
  }

  stop(): void {
    this.#door.stop();
  }

  terminate(): boolean {
    return this.#door.terminate();
  }

  memoryBytes(): number {
    return (this.#pyodide as unknown as { _module: { HEAP8: Int8Array } })._module.HEAP8.byteLength;
  }
}

function writeFiles(pyodide: PyodideAPI, files: Readonly<Record<string, Uint8Array>>): void {
  for (const [path, bytes] of Object.entries(files)) {
    const folder = path.lastIndexOf("/");
    if (folder > 0) pyodide.FS.mkdirTree(`${CODE_FOLDER}/${path.slice(0, folder)}`);
    pyodide.FS.writeFile(`${CODE_FOLDER}/${path}`, new Uint8Array(bytes));
  }
}

function writerTo(sink: PythonSink, source: "stdout" | "stderr") {
  return {
    isatty: false,
    write(bytes: Uint8Array): number {
      guard(() => sink.write(source, bytes));
      return bytes.length;
    },
  };
}

/** What Python holds of us: functions of this realm, called with text. */
function hostFor(sink: PythonSink, interrupts: Int32Array | undefined): object {
  return {
    wait: interrupts && ((milliseconds: unknown): void => waitOn(interrupts, Number(milliseconds))),
    stood(details: unknown): void {
      guard(() => sink.stood(String(details)));
    },
    speak(requestId: unknown): void {
      guard(() => sink.speak(String(requestId)));
    },
    answer(kind: unknown, details: unknown, text: unknown): void {
      guard(() => sink.answer(String(kind), String(details), String(text)));
    },
  };
}

/** Blocks the thread. An interrupt ends the wait, also one that came before and is not yet taken up. */
function waitOn(interrupts: Int32Array, milliseconds: number): void {
  Atomics.wait(interrupts, 0, 0, milliseconds);
}

/** The words of shared memory as an object of this realm: one of the realm it came from would lead there. */
function ownWords(buffer: SharedArrayBuffer): Int32Array {
  Object.setPrototypeOf(buffer, SharedArrayBuffer.prototype);
  return new Int32Array(buffer);
}

/** An error of the outer realm must not reach Python: its constructor leads out. */
function guard(work: () => void): void {
  try {
    work();
  } catch (error) {
    throw new Error(`pythonless could not pass something on: ${String(error)}`);
  }
}

/** FNV-1a: tells builds apart, protects against nothing. */
function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0).toString(16);
}
