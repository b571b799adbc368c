import pythonFiles from "virtual:python-files";
import { loadPyodide, type PyodideAPI } from "pyodide";
import createPyodideModule from "pyodide/pyodide.asm.mjs";
import { info } from "pyodide/pyodide-lock.json";
import type { Assets } from "../../wire/protocol.ts";
import type { MemoryLimit } from "../limits/memory.ts";
import { checkBuild } from "./check-build.ts";
import { showExactTimes } from "./file-times.ts";
import { linkOnDemand, type OnDemandLinking } from "./lazy-exports.ts";
import { link } from "./linking.ts";
import {
  checkedModule,
  type EmscriptenModule,
  fileSystemOf,
  moduleOf,
  type PrivateOptions,
} from "./private-api.ts";
import { serveAssets } from "./serve-assets.ts";
import { writeBelow } from "./write-files.ts";

export const RUNTIME_FOLDER = "/function/runtime";
const CODE_FOLDER = "/function/code";

/** Clients look for certificates here, and some do not start without. */
const CERTIFICATES_FOLDER = "/etc/ssl/certs";
/** As much as is known of it. */
const PROCESS =
  "Name:\tpython3\nState:\tR (running)\nPid:\t42\nPPid:\t1\nUid:\t0\t0\t0\t0\nGid:\t0\t0\t0\t0\nThreads:\t1\n";
const CERTIFICATES = "# Certificates are judged by the host's fetch.\n";

/** The settings that Emscripten's script reads when it starts: our changes of it add `link` and `linkOnDemand`. */
interface ModuleSettings {
  onRuntimeInitialized?: () => void;
  link: typeof link;
  linkOnDemand: (linking: OnDemandLinking) => ReadonlySet<string>;
}

export interface Loading {
  readonly options?: PrivateOptions;
  /** How far the memory may grow. */
  readonly memoryLimit?: MemoryLimit;
  /** The least size of the memory. */
  readonly memoryBytes?: number;
  /** Called when the WebAssembly instance exists and, with a snapshot, nothing has run in it. */
  readonly onMade?: (module: EmscriptenModule) => void;
  /** Called before Python's `main()`. */
  readonly onInitialized?: (module: EmscriptenModule) => void;
}

/** Loads Pyodide, with the bootstrap package in its place. */
export async function load(assets: Assets, loading: Loading): Promise<PyodideAPI> {
  const { options = {}, memoryBytes = 0, memoryLimit, onMade, onInitialized } = loading;
  checkBuild(assets);
  const onMemory = (memory: WebAssembly.Memory): void => {
    growMemory(memory, memoryBytes);
    memoryLimit?.guard(memory);
  };
  const start = (): Promise<PyodideAPI> =>
    loadPyodide({
      createPyodideModule: (async (settings: ModuleSettings) => {
        settings.link = link;
        settings.linkOnDemand = (linking) => linkOnDemand(assets.wasmModule, linking);
        if (onInitialized) settings.onRuntimeInitialized = () => onInitialized(checkedModule(settings));
        const module = checkedModule(await createPyodideModule(settings));
        onMade?.(module);
        return module;
      }) as never,
      indexURL: "pythonless:/",
      packageBaseUrl: "pythonless:/",
      lockFileContents: JSON.stringify({ info, packages: {} }),
      jsglobals: { eval: refuseEval, setTimeout, clearTimeout },
      ...options,
    });
  const pyodide = await serveAssets(assets, onMemory, start);
  showExactTimes(moduleOf(pyodide), fileSystemOf(pyodide));
  installBootstrap(pyodide);
  return pyodide;
}

function refuseEval(): never {
  throw new EvalError("Code from strings is off in pythonless.");
}

/** Pyodide copies a snapshot into the memory as it is, which fails for one that had grown (pyodide#6254). */
function growMemory(memory: WebAssembly.Memory, neededBytes: number): void {
  const missingBytes = neededBytes - memory.buffer.byteLength;
  if (missingBytes > 0) memory.grow(Math.ceil(missingBytes / WASM_PAGE_BYTES));
}

const WASM_PAGE_BYTES = 65_536;

/** Also after a restore: files are not in the snapshot, and tracebacks show the runtime's lines. */
function installBootstrap(pyodide: PyodideAPI): void {
  pyodide.FS.mkdirTree(CODE_FOLDER);
  pyodide.FS.mkdirTree(CERTIFICATES_FOLDER);
  pyodide.FS.writeFile(`${CERTIFICATES_FOLDER}/ca-certificates.crt`, CERTIFICATES);
  pyodide.FS.writeFile("/proc/self/status", PROCESS);
  // Emscripten would turn text into bytes character by character.
  const encoder = new TextEncoder();
  const files = Object.entries(pythonFiles).map(([path, text]) => [path, encoder.encode(text)] as const);
  writeBelow(pyodide, RUNTIME_FOLDER, files);
}
