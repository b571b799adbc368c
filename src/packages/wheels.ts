import { StalledError } from "../clock/stall.ts";
import { type FunctionError, functionError, UsageError } from "../errors.ts";
import type { CheckedOptions } from "../options/check-options.ts";
import type { SourceLimits } from "../source/limits.ts";
import { unzipFiles } from "../source/unzip.ts";
import type { PrepareRequest } from "../wire/protocol.ts";
import { Packages } from "./packages.ts";

/** Reads the file that a path or a URL names. Its errors describe the fault of the file. */
export type ReadFile = (where: string | URL) => Promise<Uint8Array>;

type Wheels = CheckedOptions["wheels"];

/**
 * Adds the files of wheels to a request, beside those of the function.
 *
 * @throws FunctionError that names the wheel and says what is wrong with it.
 */
export async function addWheels(
  request: PrepareRequest,
  wheels: Wheels,
  limits: SourceLimits,
  read: ReadFile,
): Promise<PrepareRequest> {
  const { files } = await packagesOf(wheels, limits, read);
  const beside = Object.entries(files).map(([path, bytes]) => [`../packages/${path}`, bytes]);
  return { ...request, files: { ...request.files, ...Object.fromEntries(beside) } };
}

async function packagesOf(wheels: Wheels, limits: SourceLimits, read: ReadFile): Promise<Packages> {
  const packages = new Packages(limits.unpackedBytes);
  const contents = wheels.map(async (wheel) => (ArrayBuffer.isView(wheel) ? wheel : read(wheel)));
  // The first failure is reported below; handled here so that no unhandled rejection of the others is reported.
  for (const content of contents) content.catch(() => {});
  for (const [index, wheel] of wheels.entries()) {
    const where = `wheels[${index}]${ArrayBuffer.isView(wheel) ? "" : ` (${wheel})`}`;
    try {
      packages.add(where, unzipFiles((await contents[index]) as Uint8Array, limits));
    } catch (error) {
      throw refusal(where, error);
    }
  }
  return packages;
}

function refusal(where: string, error: unknown): FunctionError {
  const told = error instanceof Error ? error.message : String(error);
  // The checks of a source begin their messages with "source: " and end them with a full stop.
  const reason = error instanceof UsageError ? told.replace(/^source: /, "") : `${told}.`;
  return functionError({
    code: "SOURCE_UNREADABLE",
    errorType: "UsageError",
    errorMessage: `${where}: ${reason}`,
    stackTrace: [],
    ...(!(error instanceof StalledError) && {
      hint: "Give wheels in pure Python (py3-none-any), or built for this version of Pyodide.",
    }),
  });
}
