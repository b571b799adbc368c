import { isError } from "./kind-of.ts";

/** All that is known of what was thrown, which may be anything: for faults that somebody has to look into. */
export function stackOf(error: unknown): string {
  return isError(error) ? (error.stack ?? error.message) : String(error);
}
