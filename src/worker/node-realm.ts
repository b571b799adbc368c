/**
 * Entry of the script that runs inside the `vm` context of a Node worker. Started by src/worker/node.ts, which
 * calls what it leaves in `openRealm` and takes it away again.
 */

import { installGlobals, type OuterWorld } from "./realm-globals.ts";
import type { Realm } from "./session.ts";

const scope = globalThis as unknown as { openRealm: (outer: OuterWorld) => Promise<Realm> };

scope.openRealm = async (outer) => {
  installGlobals(outer);
  // Pyodide looks at the globals when it is evaluated, so it comes after them.
  return import("./python.ts");
};
