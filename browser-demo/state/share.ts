import { deflateSync, inflateSync, strFromU8, strToU8 } from "fflate";
import { toBase64 } from "./base64.ts";
import { packed, type Unpacked, unpacked } from "./packed.ts";
import type { Project } from "./project.ts";
import type { RequestDraft } from "./request.ts";

/** What a link holds. Preferences are the visitor's own, and answers are made again. */
export interface Shared {
  readonly project: Project;
  readonly request: RequestDraft;
}

/** Goes up when older pages would misread what is written. */
export const LINK_VERSION = 1;
/** A link of some kilobytes can be unpacked into gigabytes. */
const MOST_UNPACKED_BYTES = 8_000_000;

/** `#1.…`: the version, and the state as JSON, deflated, in the base64 of URLs. */
export function toHash(shared: Shared): string {
  const bytes = deflateSync(strToU8(JSON.stringify(packed(shared))), { level: 9 });
  const text = toBase64(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  return `#${LINK_VERSION}.${text}`;
}

/** `newer`: made by a later page; what this one knows of it was read. */
export type ReadLink =
  | { readonly kind: "none" }
  | { readonly kind: "damaged" }
  | { readonly kind: "whole" | "newer"; readonly shared: Unpacked };

export function fromHash(hash: string): ReadLink {
  if (hash === "" || hash === "#") return { kind: "none" };
  const [, version, text = ""] = /^#(\d{1,9})\.([\w-]*)$/.exec(hash) ?? [];
  if (version === undefined) return { kind: "damaged" };
  const isNewer = Number(version) > LINK_VERSION;
  const shared = unpackedText(text);
  if (shared) return { kind: isNewer ? "newer" : "whole", shared };
  return isNewer ? { kind: "newer", shared: {} } : { kind: "damaged" };
}

function unpackedText(text: string): Unpacked | undefined {
  try {
    const base64 = text.replaceAll("-", "+").replaceAll("_", "/");
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    // A buffer of fixed size: fflate fails on what does not fit, and gives the part that was filled.
    const json = strFromU8(inflateSync(bytes, { out: new Uint8Array(MOST_UNPACKED_BYTES) }));
    return unpacked(JSON.parse(json));
  } catch {
    return undefined;
  }
}
