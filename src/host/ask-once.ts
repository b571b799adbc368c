import * as Comlink from "comlink";
import type { WorkerControl } from "../protocol.ts";
import type { Platform } from "./platform.ts";
import { type Ending, race } from "./race.ts";

/** Starts a worker for one question, and ends it whatever came of that. */
export async function askOnce<Answer>(
  platform: Platform,
  ask: (control: Comlink.Remote<WorkerControl>) => Promise<Answer>,
  timeoutMs?: number,
): Promise<Ending<Answer>> {
  const worker = platform.startWorker();
  worker.keepAlive(true);
  try {
    const answer = ask(Comlink.wrap<WorkerControl>(worker.control));
    return await race({ answer, death: worker.death, ...(timeoutMs !== undefined && { timeoutMs }) });
  } finally {
    worker.keepAlive(false);
    await worker.terminate();
  }
}
