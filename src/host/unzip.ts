import { unzipSync } from "fflate";
import { UsageError } from "../errors.ts";
import type { SourceFiles } from "../types.ts";

/**
 * The files of a zip archive.
 *
 * @throws UsageError when it cannot be unpacked.
 */
export function unzipFiles(bytes: Uint8Array): SourceFiles {
  try {
    const entries = Object.entries(unzipSync(bytes));
    return Object.fromEntries(entries.filter(([path]) => !path.endsWith("/")));
  } catch (error) {
    throw new UsageError(
      "INVALID_OPTION",
      `source: expected a zip archive, got ${bytes.length} bytes that cannot be unpacked (${(error as Error).message}).`,
    );
  }
}
