/** Browsers: a module web worker and files beside it. The worker's far side is src/worker/web.ts. */

import { loadAsset } from "./load-asset.ts";
import { type AssetName, webPlatform } from "./web-platform.ts";

export const platform = webPlatform({
  startWorker: () =>
    new Worker(new URL("./worker.js", import.meta.url), { type: "module", name: "pythonless" }),

  async load(name, assetsUrl, use, onProgress) {
    const url =
      assetsUrl === undefined ? besideTheWorker[name]() : new URL(name, new URL(assetsUrl, location.href));
    const abort = new AbortController();
    return loadAsset({ url, answer: fetch(url, { signal: abort.signal }), abort, onProgress }, use);
  },
});

/** Each written out, because that is how bundlers find files that they are to take along. */
const besideTheWorker: Readonly<Record<AssetName, () => URL>> = {
  "pyodide.asm.wasm": () => new URL("../assets/pyodide.asm.wasm", import.meta.url),
  "python_stdlib.zip": () => new URL("../assets/python_stdlib.zip", import.meta.url),
  "snapshot.bin.gz": () => new URL("../assets/snapshot.bin.gz", import.meta.url),
};
