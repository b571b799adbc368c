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
  const { wrap, transfer } = await import("comlink");
  return { methods: wrap<WorkerControl>(worker.control), transfer };
}
