/** Entry of the web worker. Its near end is src/platform/web/platform.ts. */

import * as Comlink from "comlink";
import { installGlobals } from "./realm/globals.ts";
import { lockDown } from "./realm/lockdown.ts";
import { messageOf } from "./realm/membrane.ts";
import { unsandboxable } from "./realm/unsandboxed.ts";
import { webWorld } from "./realm/web-endowments.ts";
import { createSession, type Realm } from "./session.ts";

/** Held here alone: from the global scope they are taken away. */
function openEndpoint(): Comlink.Endpoint {
  const { addEventListener, removeEventListener, postMessage } = globalThis as unknown as Comlink.Endpoint;
  return {
    addEventListener: addEventListener.bind(globalThis),
    removeEventListener: removeEventListener.bind(globalThis),
    postMessage: postMessage.bind(globalThis),
  };
}

/** As in a Node worker: an uncaught error ends the instance. The page would not see unhandled rejections. */
function endWithWords(): void {
  const { setTimeout } = globalThis;
  globalThis.addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    const words = new Error(messageOf(event.reason));
    setTimeout(() => {
      throw words;
    });
  });
}

async function openRealm(): Promise<Realm> {
  const { console } = globalThis;
  let print = (line: string): void => console.warn(`pythonless: ${line}`);
  const world = webWorld((line) => print(line));
  const reopen = lockDown(globalThis);
  installGlobals(world);
  // Pyodide looks at the globals when it is evaluated, so it comes after them.
  const realm = await import("./pyodide/index.ts");
  const startPython: Realm["startPython"] = async (request) => {
    const python = await realm.startPython(request);
    // While it boots, the output of Emscripten is the only clue; later, the call that a fatal error ends reports it.
    print = () => {};
    return python;
  };
  return unsandboxable({ ...realm, startPython }, reopen);
}

const endpoint = openEndpoint();
endWithWords();
Comlink.expose(createSession(openRealm), endpoint);
