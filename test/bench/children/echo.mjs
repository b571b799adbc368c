/** A worker that gives back what it gets: over Comlink, and over a bare port that it is handed first. */
import { parentPort } from "node:worker_threads";
import * as Comlink from "comlink";
import nodeEndpoint from "comlink/dist/esm/node-adapter.mjs";

Comlink.expose(
  {
    echo: (message) => message,
    serve(port) {
      port.on("message", (message) => port.postMessage(message));
    },
  },
  nodeEndpoint(parentPort),
);
