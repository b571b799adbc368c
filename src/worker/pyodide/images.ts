import { VERSION } from "../../wire/version.ts";
import { openSnapshot, type SnapshotImage } from "../snapshot-image.ts";
import { BUILD_ID } from "./build-id.ts";

/** A snapshot is of one interpreter with one bootstrap package, so it fits the build that made it and no other. */
export const snapshotId = `${VERSION} ${BUILD_ID}`;

/** The id of the snapshot of a function, known by its key. */
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
