import type { Platform } from "../platform/platform.ts";
import { type Control, controlOf } from "./control.ts";
import { type Ending, type Racers, race } from "./wait.ts";

/** Starts a worker for one question, and ends it whatever came of that. */
export async function askOnce<Answer>(
  platform: Platform,
  ask: (methods: Control) => Promise<Answer>,
  limits: Pick<Racers<Answer>, "timeoutMs" | "signal"> = {},
): Promise<Ending<Answer>> {
  const worker = platform.startWorker();
  worker.keepAlive(true);
  try {
    return await race({ answer: ask(controlOf(worker)), death: worker.death, ...limits });
  } finally {
    worker.keepAlive(false);
    await worker.terminate();
  }
}
