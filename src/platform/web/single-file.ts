/**
 * A page that is one file and holds all that pythonless needs, in elements like
 *
 *     <script type="text/plain" id="pythonless/worker.js.gz">…base64…</script>
 *
 * so that it works where no file may read another: opened from a disk. Chosen by the condition `single-file`.
 */

import { gunzipSync, strFromU8, strToU8 } from "fflate";
import { gunzipped } from "./gunzip.ts";
import { type AssetName, webPlatform } from "./web-platform.ts";

export const platform = webPlatform({
  startWorker: () => new Worker(workerUrl(), { type: "module", name: "pythonless" }),
  load: async (name, _assetsUrl, use) => use(await held[name]()),
});

let madeUrl: string | undefined;

/** Browsers refuse a worker from a `blob:` URL to such a page, and unpack nothing that is in a `data:` URL. */
function workerUrl(): string {
  madeUrl ??= `data:text/javascript;base64,${btoa(unpackedBinary("worker.js.gz"))}`;
  return madeUrl;
}

/** At once, in some 28 ms, since a platform gives a worker that has been started. A character for each byte. */
function unpackedBinary(name: string): string {
  return strFromU8(gunzipSync(strToU8(atob(textOf(name)), true)), true);
}

const held: Readonly<Record<AssetName, () => Promise<Response>>> = {
  "pyodide.asm.wasm": async () => gunzipped(await decoded("pyodide.asm.wasm.gz"), "application/wasm"),
  "python_stdlib.zip": () => decoded("python_stdlib.zip"),
  "snapshot.bin.gz": async () => gunzipped(await decoded("snapshot.bin.gz")),
};

/** `fetch` decodes base64 without any code of ours, and hands it on in pieces. */
function decoded(name: string): Promise<Response> {
  return fetch(`data:application/octet-stream;base64,${textOf(name)}`);
}

function textOf(name: string): string {
  const element = document.getElementById(`pythonless/${name}`);
  if (element === null) throw new Error(`the page holds no pythonless/${name}`);
  return element.textContent ?? "";
}
