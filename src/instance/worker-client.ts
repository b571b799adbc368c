/** One file to load for all that speaks with a worker. */

export { releaseProxy, transfer, wrap } from "comlink";
export { isWorkerMessage } from "../wire/worker-message.ts";
