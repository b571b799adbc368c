/**
 * The members of Pyodide and Emscripten in use beside Pyodide's documented API. A member that another version lacks ends
 * the start in a sentence: read as `undefined`, it would switch off a limit or a check without a word.
 * wasm-bootstrap/pyodide/private-names.json has the use of each.
 */

import type { PyodideAPI } from "pyodide";
import type { FileSystem } from "../limits/files.ts";
import { MEMORY_OFFSET_FIELD } from "../snapshot-image.ts";
import type { SystemCalls, TimedFiles } from "./file-times.ts";

/** Emscripten's module. Its numbers are addresses. */
export interface EmscriptenModule {
  readonly HEAPU8: Uint8Array;
  readonly SYSCALLS: SystemCalls;
  readonly wasmTable: WebAssembly.Table;
  readonly freeTableIndexes: readonly number[];
  /** Whether the engine can switch stacks. */
  readonly jspiSupported: boolean;
  readonly __PyRuntime: number;
  readonly __PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET: number;
}

export const MODULE_MEMBERS = {
  HEAPU8: "object",
  wasmTable: "object",
  freeTableIndexes: "object",
  jspiSupported: "boolean",
  __PyRuntime: "number",
  __PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET: "number",
  SYSCALLS: "object",
} as const satisfies Record<keyof EmscriptenModule, Kind>;

export const FILE_SYSTEM_MEMBERS = {
  root: "object",
  streams: "object",
  ErrnoError: "function",
  lookupPath: "function",
  "filesystems.MEMFS.ops_table.file.node.getattr": "function",
  "filesystems.MEMFS.ops_table.file.stream.write": "function",
  "filesystems.MEMFS.ops_table.file.node.setattr": "function",
  "filesystems.MEMFS.ops_table.dir.node.mknod": "function",
  "filesystems.MEMFS.ops_table.dir.node.symlink": "function",
} as const satisfies Record<string, Kind>;

/** With this word a snapshot of Pyodide's begins. */
const SNAPSHOT_MAGIC = 0x706e7300;

type Kind = "object" | "function" | "boolean" | "number";

/** The options of `loadPyodide` that Pyodide does not document. */
export interface PrivateOptions {
  /** Pyodide's header of a snapshot, with no memory behind it. */
  readonly _loadSnapshot?: Uint8Array;
  /** Lets `takeMemory` be called. */
  readonly _makeSnapshot?: true;
}

export function moduleOf(pyodide: PyodideAPI): EmscriptenModule {
  return checkedModule((pyodide as unknown as { _module: unknown })._module);
}

export function checkedModule(module: unknown): EmscriptenModule {
  expectMembers("module", module, MODULE_MEMBERS);
  return module as EmscriptenModule;
}

export function fileSystemOf(pyodide: PyodideAPI): FileSystem & TimedFiles {
  expectMembers("FS", pyodide.FS, FILE_SYSTEM_MEMBERS);
  return pyodide.FS as unknown as FileSystem & TimedFiles;
}

/** The memory as Pyodide gives it, its own header first. */
export function takeMemory(pyodide: PyodideAPI): Uint8Array {
  const snapshot = (pyodide as unknown as { makeMemorySnapshot(): Uint8Array }).makeMemorySnapshot();
  const view = new DataView(snapshot.buffer, snapshot.byteOffset, snapshot.byteLength);
  const memoryBytes = snapshot.length - view.getUint32(MEMORY_OFFSET_FIELD, true);
  if (view.getUint32(0, true) === SNAPSHOT_MAGIC && memoryBytes === moduleOf(pyodide).HEAPU8.length)
    return snapshot;
  throw new Error(
    "Pyodide's snapshot has another header than pythonless is made for (docs/upgrading-pyodide.md)",
  );
}

/** @throws Error that names the member which is missing or of another kind. */
export function expectMembers(owner: string, value: unknown, members: Readonly<Record<string, Kind>>): void {
  for (const [path, kind] of Object.entries(members)) {
    const found = path.split(".").reduce<unknown>((inner, name) => (inner as Members)?.[name], value);
    if (typeof found === kind && found !== null) continue;
    throw new Error(
      `Pyodide's ${owner} has another ${path} than pythonless is made for: expected ${kind}, found ${typeof found} ` +
        "(for its developers: docs/upgrading-pyodide.md)",
    );
  }
}

type Members = Readonly<Record<string, unknown>> | undefined;
