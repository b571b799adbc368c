import { expected, expectOptional, expectRecord, refuseUnknownKeys } from "./check.ts";

/**
 * Checks the options of a call.
 *
 * @throws UsageError for an unknown one, which would otherwise be ignored in silence, and for one of a wrong type.
 */
export function checkCallOptions(where: string, options: unknown, names: readonly string[]): void {
  const given = expectRecord(`${where} options`, options);
  refuseUnknownKeys(where, given, names);
  expectOptional("requestId", given["requestId"], "string");
  expectOptional("audit", given["audit"], "boolean");
  expectOptional("decompress", given["decompress"], "boolean");
  expectOptional("sourceIp", given["sourceIp"], "string");
  const signal = given["signal"] as Partial<AbortSignal> | undefined;
  // Not instanceof: a signal of another realm is one of that realm.
  if (signal !== undefined && typeof signal?.addEventListener !== "function") {
    throw expected("signal", "an AbortSignal", signal);
  }
}
