/** Entry of the Node worker. Its near end is src/platform/node/platform.ts. */

import { createContext, runInContext } from "node:vm";
import { parentPort, workerData } from "node:worker_threads";
import * as Comlink from "comlink";
import nodeEndpoint from "comlink/dist/esm/node-adapter.mjs";
import type { NodeWorkerData, PrepareRequest } from "../wire/protocol.ts";
import { type CachedScript, compileCached } from "./code-cache.ts";
import { nodeCallPort } from "./node-call-port.ts";
import type { Emit } from "./python.ts";
import type { OuterWorld } from "./realm/globals.ts";
import { lockDown } from "./realm/lockdown.ts";
import type { VmPrepareRequest } from "./realm/membrane.ts";
import { outerWorld } from "./realm/node-endowments.ts";
import type { NodeRealm } from "./realm/node-realm.ts";
import { ownView } from "./realm/rewrap.ts";
import { unsandboxable } from "./realm/unsandboxed.ts";
import { createSession, type Realm } from "./session.ts";

const { process } = globalThis;

let print = (line: string): void => {
  process.stderr.write(`pythonless: ${line}\n`);
};

let compiledCode: CachedScript["code"] | undefined;

async function openRealm(): Promise<Realm> {
  const open = runRealm();
  const world = outerWorld((line) => print(line));
  // The session uses it.
  const reopen = lockDown(globalThis, ["TextDecoder"]);
  const realm = await open(world);
  endWithWords(realm);
  return unsandboxable(acrossTheMembrane(realm), reopen);
}

function runRealm(): (outer: OuterWorld) => Promise<NodeRealm> {
  const context = createContext(Object.create(null), { codeGeneration: { strings: false, wasm: true } });
  const file = new URL("./realm.js", import.meta.url);
  const { script, code } = compileCached(file, (workerData as NodeWorkerData).cacheFolder);
  compiledCode = code;
  script.runInContext(context);
  // Taken away from inside: on Node 20 a delete from outside says that it did, and does not.
  const open = runInContext(
    "const { openRealm } = globalThis; delete globalThis.openRealm; openRealm",
    context,
  ) as ((outer: OuterWorld) => Promise<NodeRealm>) | undefined;
  if (open === undefined) throw new Error("realm.js left no openRealm behind");
  return open;
}

/** The outer half of src/worker/realm/membrane.ts. */
function acrossTheMembrane(realm: NodeRealm): Realm {
  return {
    makeSnapshot: (assets) => realm.makeSnapshot(assets),
    freezeFunction: (request) => realm.freezeFunction({ ...request, prepare: asJson(request.prepare) }),
    async startPython(request) {
      const python = await realm.startPython(request);
      // While it boots, the output of Emscripten is the only clue; later, the call that a fatal error ends reports it.
      print = () => {};
      return {
        ...python,
        prepare: (request, emit, outside) => python.prepare(asJson(request), rewrapping(emit), outside),
      };
    },
  };
}

function rewrapping(emit: Emit): Emit {
  return (kind, json, payload) => {
    // Nothing here may look into an object of the realm: its getters may be the function's.
    if (typeof kind !== "string" || typeof json !== "string") throw new TypeError("expected strings");
    emit(kind, json, typeof payload === "object" ? ownView(payload) : payload);
  };
}

function asJson({ files, ...rest }: PrepareRequest): VmPrepareRequest {
  return { files, json: JSON.stringify(rest) };
}

/** Node would read properties of the error, whose getters may be the function's, before it ends the thread. */
function endWithWords(realm: NodeRealm): void {
  const end = (error: unknown): never => {
    const words = new Error(realm.messageOf(error));
    // Where this was made says nothing.
    words.stack = words.message;
    throw words;
  };
  process.setUncaughtExceptionCaptureCallback(end);
  process.on("unhandledRejection", end);
}

if (parentPort === null)
  throw new Error("This file is the worker of pythonless; it is not to be run by itself.");
Comlink.expose(
  createSession(openRealm, { code: () => compiledCode?.(), openPort: nodeCallPort }),
  nodeEndpoint(parentPort),
);
