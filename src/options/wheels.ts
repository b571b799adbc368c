import { bytesOf } from "../util/bytes.ts";
import { isUrl } from "../util/kind-of.ts";
import { expected } from "./check.ts";

export type CheckedWheel = string | URL | Uint8Array;

/** Paths, URLs, bytes. @throws UsageError for all else. */
export function checkWheels(wheels: unknown = []): readonly CheckedWheel[] {
  if (!Array.isArray(wheels)) throw expected("wheels", "an array of paths, URLs or bytes", wheels);
  return wheels.map((wheel, index) => {
    const checked = typeof wheel === "string" || isUrl(wheel) ? wheel : bytesOf(wheel);
    if (checked === undefined) throw expected(`wheels[${index}]`, "a path, a URL or bytes", wheel);
    return checked;
  });
}
