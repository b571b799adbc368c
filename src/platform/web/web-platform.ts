import type { LoadProgress } from "../../api/options.ts";
import { functionError, UsageError } from "../../errors.ts";
import type { FindDecoder } from "../../http/response/decoded-body.ts";
import { download } from "../../source/download.ts";
import { isUrl } from "../../util/kind-of.ts";
import type { Assets } from "../../wire/protocol.ts";
import { cachedByUrl, withoutSnapshot } from "../assets-cache.ts";
import type { CallChannel, Platform, WorkerHandle } from "../platform.ts";
import { fetchCapabilities } from "./fetch-capabilities.ts";
import { snapshotStore } from "./snapshot-store.ts";

/** As they are called in dist/assets/. */
export type AssetName = "pyodide.asm.wasm" | "python_stdlib.zip" | "snapshot.bin.gz";

/** Where a page has the files of the package: beside itself (web.ts), or within itself (single-file.ts). */
export interface WebFiles {
  startWorker(): Worker;
  /**
   * Gives the unpacked file to `use`. Rejects when the file cannot be had.
   *
   * @param onProgress called with each piece, if there is a listener.
   */
  load<Value>(
    name: AssetName,
    assetsUrl: string | undefined,
    use: UseAsset<Value>,
    onProgress?: OnProgress,
  ): Promise<Value>;
}

/** A file comes as a response, or as bytes where it was kept. */
export type UseAsset<Value> = (file: Response | Uint8Array<ArrayBuffer>) => Promise<Value>;

export type OnProgress = (progress: LoadProgress) => void;

/** The common part of the platforms for browsers, wherever the files are. */
export function webPlatform(files: WebFiles): Platform {
  let onProgress: OnProgress | undefined;
  return {
    get engine() {
      return navigator.userAgent;
    },
    listenToLoading(listener) {
      onProgress = listener;
    },
    expectWorkers,
    startWorker: () => handleOf(files.startWorker()),
    snapshots: snapshotStore,
    shareMemory,
    loadAssets: cachedByUrl((assetsUrl) =>
      loadAssets((name, use) => files.load(name, assetsUrl, use, onProgress)),
    ),
    readSource(source) {
      if (ArrayBuffer.isView(source) || (isUrl(source) && source.protocol !== "file:")) return undefined;
      if (typeof source !== "string" && !isUrl(source)) return source;
      throw new UsageError(
        "INVALID_OPTION",
        `source: expected the URL or the bytes of a zip, or files like { "main.py": "…" }, got the path ${JSON.stringify(String(source))}: paths can be read in Node only.`,
      );
    },
    readFile: (where) => download(new URL(where, location.href)),
    fetchCapabilities,
    findDecoder,
  };
}

/** The condition `node` of package.json was not set where this build was chosen, or nothing here is a browser. */
function expectWorkers(): void {
  if (globalThis.Worker !== undefined) return;
  throw functionError({
    code: "BOOT_FAILED",
    errorType: "PythonlessError",
    errorMessage:
      'this is the build of pythonless for browsers, and there is no Worker here: in Node, resolve it with the condition "node"',
    stackTrace: [],
    hint: "Keep pythonless external when a server is bundled (docs/bundling.md); docs/test-runners.md has the configuration for Jest with jsdom.",
  });
}

function handleOf(worker: Worker): WorkerHandle {
  const { port1, port2 } = new MessageChannel();
  let die: (reason: string) => void = () => {};
  const death = new Promise<string>((resolve) => {
    die = (reason) => {
      resolve(reason);
      // An error alone does not end a web worker.
      port1.close();
      worker.terminate();
    };
  });
  worker.addEventListener("error", (event) => {
    // The call that it ends reports it; the page's console need not.
    event.preventDefault();
    die(event.message || "the worker could not be loaded");
  });
  for (const end of [worker, port1]) {
    end.addEventListener("messageerror", () => die("a message of the worker could not be read"));
  }
  // Chromium reports it here: there is no other event when a worker ends by itself.
  port1.addEventListener("close", () => die("the worker ended"));
  return {
    control: worker,
    calls: callChannel(port1, port2),
    death,
    async terminate() {
      die("terminated");
    },
    // A page lives as long as its tab.
    keepAlive() {},
  };
}

function callChannel(near: MessagePort, far: MessagePort): CallChannel {
  return {
    far,
    post: (message) => near.postMessage(message),
    onMessage: (listen) => {
      near.onmessage = (event) => listen(event.data);
    },
  };
}

type Load = <Value>(name: AssetName, use: UseAsset<Value>) => Promise<Value>;

async function loadAssets(load: Load): Promise<Assets> {
  const [wasmModule, standardLibrary, snapshot] = await Promise.all([
    load("pyodide.asm.wasm", compile),
    load("python_stdlib.zip", sharedBytesOf),
    load("snapshot.bin.gz", sharedBytesOf).catch(withoutSnapshot),
  ]);
  return { wasmModule, standardLibrary, ...(snapshot && { snapshot }) };
}

const compile: UseAsset<WebAssembly.Module> = (file) =>
  file instanceof Response ? WebAssembly.compileStreaming(file) : WebAssembly.compile(file);

/** Where that is allowed, in memory that all workers share: posting it copies nothing. */
const sharedBytesOf: UseAsset<Uint8Array> = async (file) => {
  const bytes = file instanceof Response ? new Uint8Array(await file.arrayBuffer()) : file;
  const memory = shareMemory(bytes.length);
  if (memory === undefined) return bytes;
  const shared = new Uint8Array(memory);
  shared.set(bytes);
  return shared;
};

/** Engines differ in the codings beside gzip and deflate; `undefined` for those that are missing. */
const findDecoder: FindDecoder = async (coding) => {
  const format = (coding === "br" ? "brotli" : coding) as CompressionFormat;
  try {
    new DecompressionStream(format);
  } catch {
    return undefined;
  }
  return (encoded) =>
    encoded.pipeThrough(
      new DecompressionStream(format) as GenericTransformStream,
    ) as ReadableStream<Uint8Array>;
};

function shareMemory(bytes: number): SharedArrayBuffer | undefined {
  return globalThis.crossOriginIsolated ? new SharedArrayBuffer(bytes) : undefined;
}
