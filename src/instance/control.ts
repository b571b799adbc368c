import type { Remote, transfer } from "comlink";
import type { WorkerHandle } from "../platform/platform.ts";
import type { WorkerControl } from "../wire/protocol.ts";
import type { isWorkerMessage } from "../wire/worker-message.ts";

/** The methods of a worker, what hands a port over with one of them, and what judges the messages that come by it. */
export interface Control {
  readonly methods: Remote<WorkerControl>;
  readonly transfer: typeof transfer;
  readonly isWorkerMessage: typeof isWorkerMessage;
}

let client: Promise<typeof import("./worker-client.ts")> | undefined;

/** Imported once: Jest refuses an import, even of a loaded module, when its test file has ended and an interpreter starts. */
function loadClient(): Promise<typeof import("./worker-client.ts")> {
  client ??= import("./worker-client.ts");
  // A page may be offline for a moment.
  client.catch(() => {
    client = undefined;
  });
  return client;
}

/** What is needed once a worker runs is loaded while it starts, so that a page does not carry it along before. */
export async function controlOf(worker: WorkerHandle): Promise<Control> {
  const speech = await loadClient();
  const methods = speech.wrap<WorkerControl>(worker.control);
  // Comlink holds on to whom it speaks with until it is told to let go: 16 kB for each worker that ended, measured.
  void worker.death.then(() => methods[speech.releaseProxy]());
  return { methods, transfer: speech.transfer, isWorkerMessage: speech.isWorkerMessage };
}
