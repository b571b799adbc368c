import { errorWithoutTrace, FunctionError, UsageError } from "../errors.ts";
import type { CheckedOptions } from "../options/check-options.ts";
import type { ReadFiles } from "../options/source.ts";
import { isUrl } from "../util/kind-of.ts";
import type { PrepareRequest } from "../wire/protocol.ts";
import { checkEntryPoint } from "./entry-point.ts";
import { toCodeFiles } from "./files.ts";
import { type SourceLimits, sourceLimits } from "./limits.ts";

/** How a platform gets at sources. */
export interface SourceReader {
  /** The files of the folder or zip file that a path or a URL names. A promise only for what is downloaded. */
  readSource(where: string | URL, limits: SourceLimits): ReadFiles | Promise<ReadFiles>;
  /** The files of a zip archive. In browsers the unpacker is loaded when it is first needed. */
  unzip(bytes: Uint8Array, limits: SourceLimits): ReadFiles | Promise<ReadFiles>;
  /** Loads what reads wheels, for the few functions that have some. */
  loadWheelReader(): Promise<{ readonly addWheels: AddWheels }>;
}

/** Adds the files of the wheels to a request. Rejects with a FunctionError that names the wheel. */
export type AddWheels = (request: PrepareRequest, wheels: WheelsToRead) => Promise<PrepareRequest>;

export interface WheelsToRead {
  readonly wheels: CheckedOptions["wheels"];
  readonly limits: SourceLimits;
  /** Given rather than imported: a page without wheels would load it as one file more. */
  readonly toCodeFiles: typeof toCodeFiles;
}

/**
 * What an instance needs to become this function. A promise only where the source cannot be judged at once.
 *
 * @throws UsageError when the source or the entry point is not as it should be.
 */
export function prepareRequest(
  options: CheckedOptions,
  reader: SourceReader,
): PrepareRequest | Promise<PrepareRequest> {
  const files = filesOf(options, reader);
  const request =
    files instanceof Promise ? files.then((read) => toRequest(options, read)) : toRequest(options, files);
  const whole = options.wheels.length > 0 ? withWheels(request, options, reader) : request;
  if (!(whole instanceof Promise)) return whole;
  const judged = whole.catch(asFunctionError);
  // Whoever boots with it is told; until then nobody waits.
  judged.catch(() => {});
  return judged;
}

async function withWheels(
  request: PrepareRequest | Promise<PrepareRequest>,
  { wheels, limits }: CheckedOptions,
  reader: SourceReader,
): Promise<PrepareRequest> {
  const { addWheels } = await reader.loadWheelReader();
  return addWheels(await request, { wheels, limits: sourceLimits(limits), toCodeFiles });
}

function filesOf({ source, limits }: CheckedOptions, reader: SourceReader): ReadFiles | Promise<ReadFiles> {
  const allowed = sourceLimits(limits);
  if (typeof source === "string" || isUrl(source)) return reader.readSource(source, allowed);
  return ArrayBuffer.isView(source) ? reader.unzip(source, allowed) : source;
}

function toRequest(options: CheckedOptions, source: ReadFiles): PrepareRequest {
  const files = toCodeFiles(source, options.limits.unpackedBytes);
  const entryPoint = checkEntryPoint(options.entrypoint, files);
  const { functionName, functionVersion, folderId, logGroupName, token } = options.context;
  return {
    files,
    settings: {
      entryPoint,
      sandbox: options.sandbox,
      environment: { ...options.environment, ...runtimeVariables(entryPoint) },
      functionName,
      functionVersion,
      folderId,
      logGroupName,
      memoryMb: options.memoryMb,
      token,
    },
    limits: {
      memoryBytes: finite(options.memoryBytes),
      temporaryFilesBytes: finite(options.limits.temporaryFilesBytes),
      logBytes: finite(options.limits.logBytes),
    },
  };
}

/** JSON, which carries it to the worker, has no Infinity. */
function finite(limitBytes: number): number {
  return Math.min(limitBytes, Number.MAX_SAFE_INTEGER);
}

/** Contract 6.1. The runtime API has an address and nobody behind it. */
function runtimeVariables(entryPoint: string): Record<string, string> {
  return {
    _HANDLER: entryPoint,
    AWS_LAMBDA_RUNTIME_API: "127.0.0.1:9001",
    LAMBDA_RUNTIME_DIR: "/function/runtime",
    LAMBDA_TASK_ROOT: "/function/code",
    PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    LD_LIBRARY_PATH: "/function/code/shared-libs",
  };
}

function asFunctionError(error: unknown): never {
  if (error instanceof FunctionError) throw error;
  if (error instanceof UsageError) throw errorWithoutTrace("SOURCE_UNREADABLE", error.name, error.message);
  // What else can fail is the loading of the unpacker.
  const told = error instanceof Error ? error.message : String(error);
  throw errorWithoutTrace("BOOT_FAILED", "PythonlessError", told);
}
