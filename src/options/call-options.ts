import { expected } from "./check.ts";
import { boolean, optional, string } from "./rows.ts";

/** Options of every call. */
export const CALL_OPTIONS = { signal: optional(checkSignal), requestId: optional(string()) };

/** Options of `execute()`. */
export const EXECUTE_OPTIONS = { ...CALL_OPTIONS, audit: optional(boolean()) };

/** Not by `instanceof`, which refuses a signal of another realm. */
function checkSignal(value: unknown, where: string): AbortSignal {
  const signal = value as Partial<AbortSignal> | null;
  if (typeof signal?.addEventListener !== "function") throw expected(where, "an AbortSignal", signal);
  return signal as AbortSignal;
}
