import { errorWithoutTrace, FunctionError, UsageError } from "../errors.ts";
import type { CheckedOptions } from "../options/check-options.ts";
import { addWheels } from "../packages/wheels.ts";
import type { Platform } from "../platform/platform.ts";
import { sourceLimits } from "../source/limits.ts";
import { prepareRequest } from "../source/prepare.ts";
import { readSourceLater } from "../source/unzip.ts";
import type { PrepareRequest } from "../wire/protocol.ts";

/**
 * The request of a function with all its files. A promise where a source has to be downloaded or unpacked first, or wheels
 * have to be read; it rejects with a FunctionError.
 *
 * @param request of a source that could be read at once.
 */
export function completeRequest(
  options: CheckedOptions,
  request: PrepareRequest | undefined,
  platform: Platform,
): PrepareRequest | Promise<PrepareRequest> {
  if (request && options.wheels.length === 0) return request;
  const completing = complete(options, request, platform).catch(asFunctionError);
  // Handled here so that no unhandled rejection is reported; the boots that need it report it.
  completing.catch(() => {});
  return completing;
}

async function complete(
  options: CheckedOptions,
  request: PrepareRequest | undefined,
  platform: Platform,
): Promise<PrepareRequest> {
  const limits = sourceLimits(options.limits);
  const known = request ?? prepareRequest(options, await readSourceLater(options.source, limits));
  return addWheels(known, options.wheels, limits, platform.readFile);
}

function asFunctionError(error: unknown): never {
  if (error instanceof FunctionError) throw error;
  if (error instanceof UsageError) throw errorWithoutTrace("SOURCE_UNREADABLE", error.name, error.message);
  const reason = error instanceof Error ? error.message : String(error);
  throw errorWithoutTrace("BOOT_FAILED", "PythonlessError", reason);
}
