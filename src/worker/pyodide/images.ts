import { VERSION } from "../../version.ts";
import { bootstrapFiles } from "../bootstrap-files.ts";
import { openSnapshot, type SnapshotImage } from "../snapshot-image.ts";

/** A snapshot holds the bootstrap package too, so it fits the build that made it and no other. */
export const snapshotId = `${VERSION} ${hashOf(Object.values(bootstrapFiles).join("\0"))}`;

/** Of the snapshot of the function that `key` stands for. */
export function idOf(key: string): string {
  return `${snapshotId} ${key}`;
}

export type OpenedImage =
  | ({ readonly kind: "image" } & SnapshotImage)
  | { readonly kind: "none"; readonly warning: string };

/** Opens a snapshot, or says why it cannot be used. */
export function openImage(snapshot: Uint8Array | undefined, id: string): OpenedImage {
  if (snapshot === undefined)
    return { kind: "none", warning: "There is no snapshot beside the interpreter." };
  try {
    return { kind: "image", ...openSnapshot(snapshot, id) };
  } catch (error) {
    return { kind: "none", warning: `The snapshot could not be used: ${(error as Error).message}.` };
  }
}

/** FNV-1a: tells builds apart, protects against nothing. */
function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0).toString(16);
}
