import type { Assets } from "../../wire/protocol.ts";
import { packSnapshot } from "../snapshot-image.ts";
import { importWhatHandlersUse } from "./constant-python.ts";
import { snapshotId } from "./images.ts";
import { load } from "./load.ts";
import { takeMemory } from "./private-api.ts";

/** The memory of an interpreter that has booted and imported the modules that handlers use most. */
export async function makeSnapshot(assets: Assets): Promise<Uint8Array> {
  pretendToSwitchStacks();
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

/**
 * Python notes when it boots whether the engine can switch stacks, and a snapshot would carry the note of the engine that
 * made it, which cannot, to those that can. Nothing is switched while a snapshot is made.
 */
function pretendToSwitchStacks(): void {
  const own = WebAssembly as unknown as { Suspending?: unknown; promising?: unknown };
  own.Suspending ??= function Suspending(work: unknown) {
    return work;
  };
  own.promising ??= (work: unknown) => work;
}
