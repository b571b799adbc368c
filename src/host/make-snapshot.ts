/** For the build: boots a stock interpreter in a worker and takes its memory. */

import * as Comlink from "comlink";
import type { WorkerControl } from "../protocol.ts";
import { VERSION } from "../version.ts";
import { platform } from "./node.ts";
import { race } from "./race.ts";

/** @throws when the worker ends before it has answered. */
export async function makeSnapshot(): Promise<Uint8Array> {
  const worker = platform.startWorker();
  worker.keepAlive(true);
  try {
    const control = Comlink.wrap<WorkerControl>(worker.control);
    const answer = control.makeSnapshot({ version: VERSION, assets: await platform.loadAssets(undefined) });
    const ending = await race({ answer, death: worker.death });
    if (ending.kind === "answer") return ending.answer;
    throw new Error(`no snapshot: ${JSON.stringify(ending)}`);
  } finally {
    await worker.terminate();
  }
}
