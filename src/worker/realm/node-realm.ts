/**
 * Entry of the script that runs inside the `vm` context of a Node worker. Started by src/worker/node.ts, which
 * calls the function that it leaves in `openRealm`, and removes it.
 */

import { installGlobals, type OuterWorld } from "./globals.ts";
import { messageOf, type VmRealm, withMembrane } from "./membrane.ts";

/** The realm, and a way to describe an error that was thrown in it. */
export interface NodeRealm extends VmRealm {
  messageOf(error: unknown): string;
}

const scope = globalThis as unknown as { openRealm: (outer: OuterWorld) => Promise<NodeRealm> };

scope.openRealm = async (outer) => {
  installGlobals(outer);
  // Pyodide looks at the globals when it is evaluated, so it comes after them.
  return { ...withMembrane(await import("../pyodide/index.ts")), messageOf };
};
