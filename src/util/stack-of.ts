import { isError } from "./kind-of.ts";

/** The stack of a thrown value, which may be anything, or the value as text: for faults that have to be investigated. */
export function stackOf(error: unknown): string {
  return isError(error) ? (error.stack ?? error.message) : String(error);
}
