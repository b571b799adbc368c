/** One file to load for all that speaks with a worker. */

export { transfer, wrap } from "comlink";
export { isWorkerMessage } from "./worker-message.ts";
