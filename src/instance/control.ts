import { type Remote, releaseProxy, wrap } from "comlink";
import type { WorkerHandle } from "../platform/platform.ts";
import type { WorkerControl } from "../wire/protocol.ts";

/** The methods of a worker. */
export type Control = Remote<WorkerControl>;

export function controlOf(worker: WorkerHandle): Control {
  const methods = wrap<WorkerControl>(worker.control);
  // Comlink retains each end until it is released: 16 kB for each worker that ended, measured.
  void worker.death.then(() => methods[releaseProxy]());
  return methods;
}
