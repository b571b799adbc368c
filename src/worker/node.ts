/** Entry of the Node worker. Its near end is src/host/node.ts. */

import { readFileSync } from "node:fs";
import { createContext, runInContext, Script } from "node:vm";
import { parentPort } from "node:worker_threads";
import * as Comlink from "comlink";
import nodeEndpoint from "comlink/dist/esm/node-adapter.mjs";
import { outerWorld } from "./outer-world.ts";
import type { OuterWorld } from "./realm-globals.ts";
import { createSession, type Realm } from "./session.ts";

let print = (line: string): void => {
  process.stderr.write(`pythonless: ${line}\n`);
};

async function openRealm(): Promise<Realm> {
  const context = createContext(Object.create(null), { codeGeneration: { strings: false, wasm: true } });
  const file = new URL("./realm.js", import.meta.url);
  new Script(readFileSync(file, "utf8"), { filename: "pythonless:/realm.js" }).runInContext(context);
  // Taken away from inside: on Node 20 a delete from outside says that it did, and does not.
  const open = runInContext(
    "const { openRealm } = globalThis; delete globalThis.openRealm; openRealm",
    context,
  ) as ((outer: OuterWorld) => Promise<Realm>) | undefined;
  if (open === undefined) throw new Error("realm.js left no openRealm behind");
  return quietOnceBooted(await open(outerWorld((line) => print(line))));
}

/** While it boots, what Emscripten prints is the only clue; later, a fatal error is told by the call it ends. */
function quietOnceBooted(realm: Realm): Realm {
  return {
    ...realm,
    async startPython(request) {
      const python = await realm.startPython(request);
      print = () => {};
      return python;
    },
  };
}

if (parentPort === null)
  throw new Error("This file is the worker of pythonless; it is not to be run by itself.");
Comlink.expose(createSession(openRealm), nodeEndpoint(parentPort));
