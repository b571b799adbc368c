import type { Remote, transfer } from "comlink";
import type { WorkerControl } from "../protocol.ts";
import type { WorkerHandle } from "./platform.ts";

/** The methods of a worker, and what hands a port over with one of them. */
export interface Control {
  readonly methods: Remote<WorkerControl>;
  readonly transfer: typeof transfer;
}

/** Comlink is loaded while the worker starts, so that a page does not carry it along before. */
export async function controlOf(worker: WorkerHandle): Promise<Control> {
  const comlink = await import("comlink");
  const methods = comlink.wrap<WorkerControl>(worker.control);
  // Comlink holds on to whom it speaks with until it is told to let go: 16 kB for each worker that ended, measured.
  void worker.death.then(() => methods[comlink.releaseProxy]());
  return { methods, transfer: comlink.transfer };
}
