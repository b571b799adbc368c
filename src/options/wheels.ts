import type { FunctionOptions } from "../api/options.ts";
import { expected } from "./check.ts";

/** Paths, URLs, bytes. @throws UsageError for all else. */
export function checkWheels(wheels: unknown = []): NonNullable<FunctionOptions["wheels"]> {
  if (!Array.isArray(wheels)) throw expected("wheels", "an array of paths, URLs or bytes", wheels);
  for (const [index, wheel] of wheels.entries()) {
    if (typeof wheel !== "string" && !(wheel instanceof URL) && !(wheel instanceof Uint8Array)) {
      throw expected(`wheels[${index}]`, "a path, a URL or a Uint8Array", wheel);
    }
  }
  return wheels;
}
