/** Sends each message back, over Comlink and over the worker's end of the channel that carries calls. */
import { parentPort, workerData } from "node:worker_threads";
import * as Comlink from "comlink";
import nodeEndpoint from "comlink/dist/esm/node-adapter.mjs";

const { nodeCallPort } = await import(workerData.end);

Comlink.expose(
  {
    echo: (message) => message,
    serve(port) {
      const calls = nodeCallPort(port, workerData.shared);
      calls.onMessage((message) => calls.post({ ...message, kind: "answer" }));
    },
  },
  nodeEndpoint(parentPort),
);
