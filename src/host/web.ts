/** Browsers: a module web worker. Its far side is src/worker/web.ts. */

import { UsageError } from "../errors.ts";
import type { Assets } from "../protocol.ts";
import { cachedByUrl } from "./assets-cache.ts";
import type { CallChannel, Platform, WorkerHandle } from "./platform.ts";
import { snapshotStore } from "./web-snapshots.ts";

export const platform: Platform = {
  startWorker,
  snapshots: snapshotStore,
  shareMemory: (bytes) => (crossOriginIsolated ? new SharedArrayBuffer(bytes) : undefined),
  loadAssets: cachedByUrl(fetchAssets),
  readSource(path) {
    throw new UsageError(
      "INVALID_OPTION",
      `source: expected the bytes of a zip or files like { "main.py": "…" }, got the path ${JSON.stringify(path)}: paths can be read in Node only.`,
    );
  },
  async unzip(bytes, limits) {
    const { unzipFiles } = await import("./unzip.ts");
    return unzipFiles(bytes, limits);
  },
};

function startWorker(): WorkerHandle {
  const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module", name: "pythonless" });
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
    // The call that it ends tells it; the page's console need not.
    event.preventDefault();
    die(event.message || "the worker could not be loaded");
  });
  for (const end of [worker, port1]) {
    end.addEventListener("messageerror", () => die("a message of the worker could not be read"));
  }
  // Where the browser tells it (Chromium does): a worker that ends by itself says nothing else.
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

async function fetchAssets(assetsUrl: string | undefined): Promise<Assets> {
  const urls = assetsUrl === undefined ? besideTheWorker() : below(assetsUrl);
  const [wasmModule, standardLibrary, snapshot] = await Promise.all([
    WebAssembly.compileStreaming(fetchFile(urls.wasm)),
    fetchFile(urls.standardLibrary).then(bytesOf),
    // Without it a start is slow, and says so.
    fetchFile(urls.snapshot)
      .then(unpacked)
      .catch(() => undefined),
  ]);
  return { wasmModule, standardLibrary, ...(snapshot && { snapshot }) };
}

interface AssetUrls {
  readonly wasm: URL;
  readonly standardLibrary: URL;
  readonly snapshot: URL;
}

/** Each written out, because that is how bundlers find files that they are to take along. */
function besideTheWorker(): AssetUrls {
  return {
    wasm: new URL("../assets/pyodide.asm.wasm", import.meta.url),
    standardLibrary: new URL("../assets/python_stdlib.zip", import.meta.url),
    snapshot: new URL("../assets/snapshot.bin.gz", import.meta.url),
  };
}

function below(assetsUrl: string): AssetUrls {
  const at = (name: string): URL => new URL(name, new URL(assetsUrl, location.href));
  return {
    wasm: at("pyodide.asm.wasm"),
    standardLibrary: at("python_stdlib.zip"),
    snapshot: at("snapshot.bin.gz"),
  };
}

async function fetchFile(url: URL): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered with status ${response.status}`);
  return response;
}

async function bytesOf(response: Response): Promise<Uint8Array> {
  return new Uint8Array(await response.arrayBuffer());
}

async function unpacked(response: Response): Promise<Uint8Array> {
  if (response.body === null) throw new Error("empty");
  return bytesOf(new Response(response.body.pipeThrough(new DecompressionStream("gzip"))));
}
