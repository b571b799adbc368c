import type { Assets, StartRequest } from "../../wire/protocol.ts";
import { MemoryLimit } from "../limits/memory.ts";
import type { Python } from "../python.ts";
import type { SnapshotImage } from "../snapshot-image.ts";
import { addRuntimeToPath } from "./constant-python.ts";
import { idOf, openImage, snapshotId } from "./images.ts";
import { load } from "./load.ts";
import { type Controls, runningPython } from "./running-python.ts";
import { keepTrampoline } from "./trampoline.ts";

/** Boots the interpreter: from the function's snapshot, else from the base snapshot, else slowly. */
export async function startPython(request: StartRequest): Promise<Python> {
  const { assets, functionSnapshot } = request;
  const frozen = functionSnapshot && openImage(functionSnapshot.image, idOf(functionSnapshot.key));
  const controls: Controls = {
    shared: request.shared && ownWords(request.shared),
    memoryLimit: new MemoryLimit(),
  };
  if (frozen?.kind === "image") return restore(assets, frozen, true, controls);
  const base = openImage(assets.snapshot, snapshotId);
  if (base.kind === "image") return restore(assets, base, false, controls);
  return startSlowly(assets, base.warning, controls);
}

async function restore(
  assets: Assets,
  image: SnapshotImage,
  isFrozenFunction: boolean,
  controls: Controls,
): Promise<Python> {
  try {
    const pyodide = await load(assets, {
      options: { _loadSnapshot: image.header },
      memoryBytes: image.memoryBytes,
      memoryLimit: controls.memoryLimit,
      onMade: (module) => keepTrampoline(module, () => image.writeTo(module.HEAPU8)),
    });
    return runningPython(pyodide, undefined, isFrozenFunction, controls);
  } catch (error) {
    return startSlowly(assets, `The snapshot could not be used: ${String(error)}`, controls);
  }
}

async function startSlowly(assets: Assets, warning: string, controls: Controls): Promise<Python> {
  const pyodide = await load(assets, { memoryLimit: controls.memoryLimit });
  addRuntimeToPath(pyodide);
  return runningPython(pyodide, warning, false, controls);
}

/** Shared memory as an object of this realm: one of the realm it came from would lead there. */
function ownWords(buffer: SharedArrayBuffer): Int32Array {
  Object.setPrototypeOf(buffer, SharedArrayBuffer.prototype);
  return new Int32Array(buffer);
}
