import { errorWithoutTrace, type FunctionError } from "../errors.ts";

/** Why a call was not made. */

export function closedError(): FunctionError {
  return errorWithoutTrace("FUNCTION_CLOSED", "ClosedError", "the function is closed");
}

export function abortedError(): FunctionError {
  return errorWithoutTrace("ABORTED", "AbortError", "Request cancelled");
}

export function internalError(error: unknown): FunctionError {
  const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return errorWithoutTrace("INTERNAL", "PythonlessError", told);
}
