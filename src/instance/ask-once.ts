import type { Platform } from "../platform/platform.ts";
import { type Control, controlOf } from "./control.ts";
import { type Ending, type Wait, waitFor } from "./wait.ts";

/** Starts a worker for one question, and ends it whatever came of that. */
export async function askOnce<Value>(
  platform: Platform,
  ask: (methods: Control) => Promise<Value>,
  limits: Pick<Wait<Value>, "timeoutMs" | "signal"> = {},
): Promise<Ending<Value>> {
  const worker = platform.startWorker();
  worker.keepAlive(true);
  try {
    return await waitFor({ value: ask(controlOf(worker)), death: worker.death, ...limits });
  } finally {
    worker.keepAlive(false);
    await worker.terminate();
  }
}
