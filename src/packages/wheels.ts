/** Loaded when a function has wheels. */

import { StalledError } from "../clock/stall.ts";
import { type FunctionError, functionError, UsageError } from "../errors.ts";
import type { AddWheels, WheelsToRead } from "../source/prepare.ts";
import { unzipFiles } from "../source/unzip.ts";
import { Packages } from "./packages.ts";

/** Reads what a path or a URL names. What it throws says what is wrong with it. */
export type ReadFile = (where: string | URL) => Promise<Uint8Array>;

/** What adds the wheels' files to a request, beside those of the function. */
export function wheelAdder(read: ReadFile): AddWheels {
  return async (request, wheels) => {
    const { files } = await packagesOf(wheels, read);
    const beside = Object.entries(files).map(([path, bytes]) => [`../packages/${path}`, bytes]);
    return { ...request, files: { ...request.files, ...Object.fromEntries(beside) } };
  };
}

/** @throws FunctionError that names the wheel and says what is wrong with it. */
async function packagesOf({ wheels, limits, toCodeFiles }: WheelsToRead, read: ReadFile): Promise<Packages> {
  const packages = new Packages(limits.unpackedBytes, toCodeFiles);
  const contents = wheels.map(async (wheel) => (ArrayBuffer.isView(wheel) ? wheel : read(wheel)));
  // Whoever fails first is told below; the others may not be left without anybody who listens.
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
  // What judges a source says "source: …" and ends its sentence.
  const reason = error instanceof UsageError ? told.replace(/^source: /, "") : `${told}.`;
  return functionError({
    code: "SOURCE_UNREADABLE",
    errorType: "UsageError",
    errorMessage: `${where}: ${reason}`,
    stackTrace: [],
    hint:
      error instanceof StalledError
        ? error.hint
        : "Give wheels in pure Python (py3-none-any), or built for this version of Pyodide.",
  });
}
