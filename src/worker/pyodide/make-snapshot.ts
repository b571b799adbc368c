import type { Assets } from "../../protocol.ts";
import { packSnapshot } from "../snapshot-image.ts";
import { importWhatHandlersUse } from "./constant-python.ts";
import { snapshotId } from "./images.ts";
import { load } from "./load.ts";
import { takeMemory } from "./take-memory.ts";

/** The memory of an interpreter that has booted and imported what handlers use most. */
export async function makeSnapshot(assets: Assets): Promise<Uint8Array> {
  let unstarted = new Uint8Array();
  const pyodide = await load(assets, {
    options: { _makeSnapshot: true },
    onInitialized: (module) => {
      unstarted = module.HEAPU8.slice();
    },
  });
  importWhatHandlersUse(pyodide);
  return packSnapshot(takeMemory(pyodide), unstarted, snapshotId);
}
