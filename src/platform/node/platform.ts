/** Node: a worker thread of `node:worker_threads`. Its far side is src/worker/node.ts. */

import { open } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type ResourceLimits, Worker } from "node:worker_threads";
import nodeEndpoint from "comlink/dist/esm/node-adapter.mjs";
import { unlessStalled } from "../../clock/stall.ts";
import type { Assets, NodeWorkerData } from "../../wire/protocol.ts";
import { cachedByUrl, withoutSnapshot } from "../assets-cache.ts";
import type { Platform, WorkerHandle } from "../platform.ts";
import { cacheFolder } from "./cache-folder.ts";
import { openChannel, unreadable } from "./channel.ts";
import { fetchCapabilities } from "./fetch-capabilities.ts";
import { assetsFolder, packageFolder } from "./package-folder.ts";
import { readFileAt, readSource } from "./read-source.ts";
import { snapshotStore } from "./snapshot-store.ts";

export const platform: Platform = {
  engine: `node ${process.version} ${process.arch}`,
  expectWorkers: packageFolder,
  startWorker,
  shareMemory: (bytes) => new SharedArrayBuffer(bytes),
  snapshots: snapshotStore,
  loadAssets: cachedByUrl(readAssets),
  readSource,
  readFile: readFileAt,
  fetchCapabilities,
  findDecoder: async (coding) => (await import("./decoders.ts")).findDecoder(coding),
};

function startWorker(shared: SharedArrayBuffer | undefined): WorkerHandle {
  const worker = new Worker(new URL("node/worker.js", packageFolder()), {
    name: "pythonless",
    // The function's process has the variables of its options, and none of ours.
    env: {},
    // The host's own flags (a test runner's loaders, `--inspect`) are not meant for this worker.
    execArgv: [],
    workerData: { cacheFolder: cacheFolder() } satisfies NodeWorkerData,
    resourceLimits: RESOURCE_LIMITS,
  });
  const channel = openChannel(shared);
  const endpoint = nodeEndpoint(worker);
  let isKept = false;
  // A process that nothing else keeps alive would exit before the worker has ended.
  let isEnding = false;
  const hold = (): void => (isKept || isEnding ? worker.ref() : worker.unref());
  hold();
  return {
    control: {
      ...endpoint,
      addEventListener(type, listener, options) {
        endpoint.addEventListener(type, listener, options);
        // A listener on a worker keeps the process alive.
        hold();
      },
    },
    calls: channel.calls,
    death: Promise.race([deathOf(worker), channel.death]),
    async terminate() {
      channel.close();
      isEnding = true;
      hold();
      await worker.terminate();
    },
    keepAlive(isNeeded) {
      isKept = isNeeded;
      hold();
      channel.keepAlive(isNeeded);
    },
  };
}

const HEAP_MB = 1_536;

const RESOURCE_LIMITS: ResourceLimits = {
  // Deep recursion in C, such as json's, fills this stack before Python's own (10 MB), and would then end the
  // interpreter. With this much, Python raises RecursionError first. Untouched pages cost nothing.
  stackSizeMb: 256,
  // JavaScript's own heap: text on its way to and from Python, and the nodes of its files. Beyond it the thread ends.
  // (Not less: the text of an error is held several times, and V8 ends the process when one piece alone is too large.)
  maxOldGenerationSizeMb: HEAP_MB,
  // V8 lets the space of young objects grow to 48 MB over some 20,000 calls. With this much they are as fast, and a busy
  // instance takes 35 MB less (measured).
  maxYoungGenerationSizeMb: 6,
};

/** The first event says most. `on`, not `once`: an `error` event without a listener ends the process. */
function deathOf(worker: Worker): Promise<string> {
  return new Promise((resolve) => {
    worker.on("error", (error) => resolve(wordsOf(error)));
    worker.on("messageerror", (error) => resolve(unreadable(error)));
    worker.on("exit", (code) => resolve(`exit code ${code}`));
  });
}

function wordsOf(error: Error & { readonly code?: string }): string {
  if (error.code === "ERR_WORKER_OUT_OF_MEMORY") return `JavaScript's heap of ${HEAP_MB} MB is used up`;
  return String(error.stack ?? error);
}

async function readAssets(assetsUrl: string | undefined): Promise<Assets> {
  const folder = assetsUrl === undefined ? assetsFolder() : toUrl(assetsUrl);
  const [wasmModule, standardLibrary, snapshot] = await Promise.all([
    readAsset(new URL("pyodide.asm.wasm", folder), ArrayBuffer).then((bytes) => WebAssembly.compile(bytes)),
    // Posting memory that all workers share copies nothing.
    readAsset(new URL("python_stdlib.zip", folder), SharedArrayBuffer),
    readAsset(new URL("snapshot.bin", folder), SharedArrayBuffer).catch(withoutSnapshot),
  ]);
  return { wasmModule, standardLibrary, ...(snapshot && { snapshot }) };
}

function toUrl(assetsUrl: string): URL {
  if (URL.canParse(assetsUrl)) return new URL(assetsUrl);
  throw new Error(
    `assetsUrl: expected a URL such as file:///path/to/assets/, got ${JSON.stringify(assetsUrl)}`,
  );
}

/** On a drive in a network, as much as is read at once may take its time. */
const PIECE_BYTES = 4 * 1024 * 1024;

async function readAsset<Memory extends ArrayBufferLike>(
  file: URL,
  memory: new (bytes: number) => Memory,
): Promise<Uint8Array<Memory>> {
  const path = fileURLToPath(file);
  return unlessStalled(path, async (arrival) => {
    const handle = await open(path);
    try {
      const { size } = await handle.stat();
      const bytes = new Uint8Array(new memory(size));
      let offset = 0;
      while (offset < size) {
        const length = Math.min(size - offset, PIECE_BYTES);
        const { bytesRead } = await handle.read(bytes, offset, length, offset);
        if (bytesRead === 0) throw new Error(`${path} ended early`);
        offset += bytesRead;
        arrival.piece(bytesRead);
      }
      return bytes;
    } finally {
      await handle.close();
    }
  });
}
