/**
 * The one file that touches Pyodide. It runs inside the realm: in the `vm` context of a Node worker, or in a
 * web worker. No Python proxy leaves it; what crosses is text and bytes.
 */

import { loadPyodide, type PyodideAPI } from "pyodide";
import createPyodideModule from "pyodide/pyodide.asm.mjs";
import { info } from "pyodide/pyodide-lock.json";
import type { Assets, PrepareRequest } from "../protocol.ts";
import { VERSION } from "../version.ts";
import { bootstrapFiles } from "./bootstrap-files.ts";
import { openSnapshot, packSnapshot, type SnapshotImage } from "./snapshot-image.ts";

/** What Python says, on its way to the session. */
export interface PythonSink {
  answer(kind: string, details: string, text: string): void;
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
  memoryBytes(): number;
  /** Why the start was slow, if it was. */
  readonly warning: string | undefined;
}

/** The Python side of door 2, wasm-bootstrap/pythonless/door.py. */
interface Door {
  open_for(settings: string, host: object): void;
  invoke(requestId: string, deadlineMs: number, event: string | Uint8Array): void;
  load(): void;
}

/** A snapshot holds the bootstrap package too, so it fits the build that made it and no other. */
const snapshotId = `${VERSION} ${hashOf(Object.values(bootstrapFiles).join("\0"))}`;

const RUNTIME_FOLDER = "/function/runtime";
const CODE_FOLDER = "/function/code";

/** Boots the interpreter: from the snapshot when there is one that fits, slowly otherwise. */
export async function startPython(assets: Assets): Promise<Python> {
  const image = openImage(assets);
  if (image.kind === "none") return startSlowly(assets, image.warning);
  try {
    const pyodide = await load(assets, {
      options: { _loadSnapshot: image.header },
      memoryBytes: image.memoryBytes,
      onMade: (module) => image.writeTo(module.HEAPU8),
    });
    installBootstrap(pyodide);
    return new RunningPython(pyodide, undefined);
  } catch (error) {
    return startSlowly(assets, `The snapshot could not be used: ${String(error)}`);
  }
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
  installBootstrap(pyodide);
  pyodide.runPython(`${ADD_RUNTIME_TO_PATH}; sys.dont_write_bytecode = True; import pythonless.snapshot`);
  const { makeMemorySnapshot } = pyodide as unknown as { makeMemorySnapshot(): Uint8Array };
  return packSnapshot(makeMemorySnapshot(), unstarted, snapshotId);
}

async function startSlowly(assets: Assets, warning: string): Promise<Python> {
  const pyodide = await load(assets, {});
  installBootstrap(pyodide);
  pyodide.runPython(ADD_RUNTIME_TO_PATH);
  return new RunningPython(pyodide, warning);
}

const ADD_RUNTIME_TO_PATH = `import sys; sys.path.insert(0, "${RUNTIME_FOLDER}")`;

type OpenedImage =
  | ({ readonly kind: "image" } & SnapshotImage)
  | { readonly kind: "none"; readonly warning: string };

function openImage({ snapshot }: Assets): OpenedImage {
  if (snapshot === undefined)
    return { kind: "none", warning: "There is no snapshot beside the interpreter." };
  try {
    return { kind: "image", ...openSnapshot(snapshot, snapshotId) };
  } catch (error) {
    return { kind: "none", warning: `The snapshot could not be used: ${(error as Error).message}.` };
  }
}

/** Emscripten's module, as far as it is touched here. */
interface EmscriptenModule {
  readonly HEAPU8: Uint8Array;
  onRuntimeInitialized?: () => void;
}

interface Loading {
  readonly options?: object;
  /** What the memory must hold at least. */
  readonly memoryBytes?: number;
  /** Called when the WebAssembly instance stands and, with a snapshot, nothing has run in it. */
  readonly onMade?: (module: EmscriptenModule) => void;
  /** Called before Python's `main()`. */
  readonly onInitialized?: (module: EmscriptenModule) => void;
}

/** Loads Pyodide in this realm. */
async function load(assets: Assets, loading: Loading): Promise<PyodideAPI> {
  const { options = {}, memoryBytes = 0, onMade, onInitialized } = loading;
  const undo = serveAssets(assets, memoryBytes);
  try {
    return await loadPyodide({
      createPyodideModule: (async (settings: EmscriptenModule) => {
        if (onInitialized) settings.onRuntimeInitialized = () => onInitialized(settings);
        const module = (await createPyodideModule(settings)) as EmscriptenModule;
        onMade?.(module);
        return module;
      }) as never,
      indexURL: "pythonless:/",
      packageBaseUrl: "pythonless:/",
      lockFileContents: JSON.stringify({ info, packages: {} }),
      jsglobals: { eval: refuseEval, setTimeout, clearTimeout },
      ...options,
    });
  } finally {
    undo();
  }
}

function refuseEval(): never {
  throw new EvalError("Code from strings is off in pythonless.");
}

/**
 * Pyodide fetches its files by itself and has no option for a module that is compiled already. For the time of
 * the start, `fetch` and `instantiateStreaming` of this realm give it ours; nobody else is here yet.
 */
function serveAssets(assets: Assets, memoryBytes: number): () => void {
  const scope = globalThis as unknown as { fetch: unknown };
  const wasm = WebAssembly as unknown as { instantiateStreaming: unknown };
  const before = { fetch: scope.fetch, instantiateStreaming: wasm.instantiateStreaming };
  // A module compiled in another realm is taken for bytes, and is a way into that realm.
  Object.setPrototypeOf(assets.wasmModule, WebAssembly.Module.prototype);
  scope.fetch = async () => ({ ok: true, arrayBuffer: async () => assets.standardLibrary });
  wasm.instantiateStreaming = async (_response: unknown, imports: WebAssembly.Imports) => {
    const instance = await WebAssembly.instantiate(assets.wasmModule, imports);
    growMemory(instance.exports["memory"] as WebAssembly.Memory, memoryBytes);
    return { instance, module: assets.wasmModule };
  };
  return () => {
    scope.fetch = before.fetch;
    wasm.instantiateStreaming = before.instantiateStreaming;
  };
}

/** Pyodide copies a snapshot into the memory as it is, which fails for one that had grown (pyodide#6254). */
function growMemory(memory: WebAssembly.Memory, neededBytes: number): void {
  const missingBytes = neededBytes - memory.buffer.byteLength;
  if (missingBytes > 0) memory.grow(Math.ceil(missingBytes / WASM_PAGE_BYTES));
}

const WASM_PAGE_BYTES = 65_536;

/** Also after a restore: files are not in the snapshot, and tracebacks show the runtime's lines. */
function installBootstrap(pyodide: PyodideAPI): void {
  pyodide.FS.mkdirTree(`${RUNTIME_FOLDER}/pythonless`);
  pyodide.FS.mkdirTree(CODE_FOLDER);
  for (const [path, text] of Object.entries(bootstrapFiles)) {
    pyodide.FS.writeFile(`${RUNTIME_FOLDER}/${path}`, text);
  }
}

class RunningPython implements Python {
  readonly #pyodide: PyodideAPI;
  readonly #door: Door;
  /** Looked up once: each look at a Python object makes a new proxy, which costs more than the call. */
  readonly #invoke: Door["invoke"];

  constructor(
    pyodide: PyodideAPI,
    readonly warning: string | undefined,
  ) {
    this.#pyodide = pyodide;
    this.#door = pyodide.pyimport("pythonless.door") as Door;
    this.#invoke = this.#door.invoke;
  }

  prepare(request: PrepareRequest, sink: PythonSink): void {
    this.#writeFiles(request.files);
    this.#pyodide.setStdout(writerTo(sink, "stdout"));
    this.#pyodide.setStderr(writerTo(sink, "stderr"));
    this.#pyodide.setStdin({ error: true });
    this.#door.open_for(JSON.stringify(request.settings), hostFor(sink));
  }

  invoke(requestId: string, deadlineMs: number, event: string | Uint8Array): void {
    // Python must hold no object of the outer realm, so bytes are copied into this one.
    this.#invoke(requestId, deadlineMs, typeof event === "string" ? event : new Uint8Array(event));
  }

  load(): void {
    this.#door.load();
  }

  memoryBytes(): number {
    return (this.#pyodide as unknown as { _module: { HEAP8: Int8Array } })._module.HEAP8.byteLength;
  }

  #writeFiles(files: Readonly<Record<string, Uint8Array>>): void {
    for (const [path, bytes] of Object.entries(files)) {
      const folder = path.lastIndexOf("/");
      if (folder > 0) this.#pyodide.FS.mkdirTree(`${CODE_FOLDER}/${path.slice(0, folder)}`);
      this.#pyodide.FS.writeFile(`${CODE_FOLDER}/${path}`, new Uint8Array(bytes));
    }
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
function hostFor(sink: PythonSink): object {
  return {
    answer(kind: unknown, details: unknown, text: unknown): void {
      guard(() => sink.answer(String(kind), String(details), String(text)));
    },
  };
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
