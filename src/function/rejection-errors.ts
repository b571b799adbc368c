import { errorWithoutTrace, type FunctionError } from "../errors.ts";
import { stackOf } from "../util/stack-of.ts";

/** Why a call was not made. */

export function closedError(): FunctionError {
  return errorWithoutTrace("FUNCTION_CLOSED", "ClosedError", "the function is closed");
}

/** @param cause the reason of the signal. */
export function abortedError(cause: unknown): FunctionError {
  return errorWithoutTrace("ABORTED", "AbortError", "Request cancelled", { cause });
}

export function internalError(error: unknown): FunctionError {
  return errorWithoutTrace("INTERNAL", "PythonlessError", stackOf(error));
}
