/**
 * The one file that touches Pyodide. It runs inside the realm: in the `vm` context of a Node worker, or in a
 * web worker. No Python proxy leaves it; what crosses is text and bytes.
 */

import { loadPyodide, type PyodideAPI } from "pyodide";
import createPyodideModule from "pyodide/pyodide.asm.mjs";
import { info } from "pyodide/pyodide-lock.json";
import type { Assets, PrepareRequest } from "../protocol.ts";
import { bootstrapFiles } from "./bootstrap-files.ts";

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
  invoke(call: string, event: string | Uint8Array): void;
  memoryBytes(): number;
}

/** The Python side of door 2, wasm-bootstrap/pythonless/door.py. */
interface Door {
  open_for(settings: string, host: object): void;
  invoke(call: string, event: string | Uint8Array): void;
}

const RUNTIME_FOLDER = "/function/runtime";
const CODE_FOLDER = "/function/code";

/** Boots the interpreter, from the snapshot when there is one. */
export async function startPython(assets: Assets): Promise<Python> {
  const pyodide = await load(assets, false);
  installBootstrap(pyodide);
  return new RunningPython(pyodide);
}

/** The memory of an interpreter that has booted and imported what handlers use most. */
export async function makeSnapshot(assets: Assets): Promise<Uint8Array> {
  const pyodide = await load(assets, true);
  installBootstrap(pyodide);
  pyodide.runPython("import sys; sys.dont_write_bytecode = True; sys.path.insert(0, '/function/runtime')");
  pyodide.runPython("import pythonless.snapshot");
  return (pyodide as unknown as { makeMemorySnapshot(): Uint8Array }).makeMemorySnapshot();
}

async function load(assets: Assets, makesSnapshot: boolean): Promise<PyodideAPI> {
  const undo = serveAssets(assets);
  try {
    return await loadPyodide({
      createPyodideModule: createPyodideModule as never,
      indexURL: "pythonless:/",
      packageBaseUrl: "pythonless:/",
      lockFileContents: JSON.stringify({ info, packages: {} }),
      jsglobals: { eval: refuseEval, setTimeout, clearTimeout },
      _makeSnapshot: makesSnapshot,
      ...(assets.snapshot && !makesSnapshot && { _loadSnapshot: assets.snapshot }),
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
function serveAssets(assets: Assets): () => void {
  const scope = globalThis as unknown as { fetch: unknown };
  const wasm = WebAssembly as unknown as { instantiateStreaming: unknown };
  const before = { fetch: scope.fetch, instantiateStreaming: wasm.instantiateStreaming };
  // A module compiled in another realm is taken for bytes, and is a way into that realm.
  Object.setPrototypeOf(assets.wasmModule, WebAssembly.Module.prototype);
  scope.fetch = async () => ({ ok: true, arrayBuffer: async () => assets.standardLibrary });
  wasm.instantiateStreaming = async (_response: unknown, imports: WebAssembly.Imports) => ({
    instance: await WebAssembly.instantiate(assets.wasmModule, imports),
    module: assets.wasmModule,
  });
  return () => {
    scope.fetch = before.fetch;
    wasm.instantiateStreaming = before.instantiateStreaming;
  };
}

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

  constructor(pyodide: PyodideAPI) {
    this.#pyodide = pyodide;
    pyodide.runPython(
      "import sys; sys.path[:0] = [] if '/function/runtime' in sys.path else ['/function/runtime']",
    );
    this.#door = pyodide.pyimport("pythonless.door") as Door;
  }

  prepare(request: PrepareRequest, sink: PythonSink): void {
    this.#writeFiles(request.files);
    this.#pyodide.setStdout(writerTo(sink, "stdout"));
    this.#pyodide.setStderr(writerTo(sink, "stderr"));
    this.#pyodide.setStdin({ error: true });
    this.#door.open_for(JSON.stringify(request.settings), hostFor(sink));
  }

  invoke(call: string, event: string | Uint8Array): void {
    // Python must hold no object of the outer realm, so bytes are copied into this one.
    this.#door.invoke(call, typeof event === "string" ? event : new Uint8Array(event));
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
