import type { PyodideAPI } from "pyodide";
import type { FreezeRequest, FreezeResult } from "../../wire/protocol.ts";
import { packSnapshot } from "../snapshot-image.ts";
import { idOf, openImage, snapshotId } from "./images.ts";
import { load } from "./load.ts";
import { fileSystemOf, moduleOf, takeMemory } from "./private-api.ts";
import type { Rpc } from "./rpc.ts";
import { keepTrampoline } from "./trampoline.ts";
import { writeFiles } from "./write-files.ts";

/** The memory of an interpreter that has imported a function's code too. */
export async function freezeFunction(request: FreezeRequest): Promise<FreezeResult> {
  const base = openImage(request.assets.snapshot, snapshotId);
  if (base.kind === "none") return { kind: "failed", reason: base.warning };
  let unstarted = new Uint8Array();
  const pyodide = await load(request.assets, {
    options: { _loadSnapshot: base.header, _makeSnapshot: true },
    memoryBytes: base.memoryBytes,
    onMade: (module) => {
      unstarted = module.HEAPU8.slice();
      keepTrampoline(module, () => base.writeTo(module.HEAPU8));
    },
  });
  // The output of the import was in the log of the call that caused it.
  for (const redirect of ["setStdout", "setStderr"] as const) {
    pyodide[redirect]({ isatty: false, write: (bytes: Uint8Array) => bytes.length });
  }
  writeFiles(pyodide, request.prepare.files);
  const rpc = pyodide.pyimport("pythonless.rpc") as Rpc;
  const before = functionsIn(pyodide);
  const reason =
    rpc.freeze(JSON.stringify(request.prepare.settings)) ||
    newFunctions(before, functionsIn(pyodide)) ||
    openFiles(pyodide);
  if (reason) return { kind: "refused", reason };
  try {
    return { kind: "frozen", image: packSnapshot(takeMemory(pyodide), unstarted, idOf(request.key)) };
  } catch (error) {
    return { kind: "refused", reason: `it holds something of JavaScript (${(error as Error).message})` };
  }
}

/** The table of functions is not in a snapshot, so entries that the import added would be missing. */
function newFunctions(before: number, after: number): string {
  return after > before ? "it loads a module in WebAssembly, or hands functions to C (ctypes)" : "";
}

/** Those that were taken out again, as `import ctypes` does with one, leave a free place. */
function functionsIn(pyodide: PyodideAPI): number {
  const { wasmTable, freeTableIndexes } = moduleOf(pyodide);
  return wasmTable.length - freeTableIndexes.length;
}

/** Files are not in a snapshot, so a file that stays open would be one on nothing. */
function openFiles(pyodide: PyodideAPI): string {
  const open = fileSystemOf(pyodide).streams.find(
    (stream) => stream && stream.fd > 2 && !stream.path?.startsWith("/lib/"),
  );
  return open ? `it keeps a file open (${open.path ?? `descriptor ${open.fd}`})` : "";
}
