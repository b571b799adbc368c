import { inflateSync } from "fflate";
import type { SourceFiles } from "../api/options.ts";
import { UsageError } from "../errors.ts";
import { type ArchivedFile, archivedFiles, faultIn } from "./archive.ts";
import { crc32 } from "./crc32.ts";
import type { SourceLimits } from "./limits.ts";
import { ZipFault } from "./zip-directory.ts";

/**
 * The files of a zip archive.
 *
 * @throws UsageError that says which entry cannot be unpacked, why, and what to do.
 */
export function unzipFiles(archive: Uint8Array, limits: SourceLimits): SourceFiles {
  try {
    const files = archivedFiles(archive, limits);
    return Object.fromEntries(files.map((file) => [file.path, unpacked(file)]));
  } catch (error) {
    if (!(error instanceof ZipFault)) throw error;
    throw new UsageError(
      "INVALID_OPTION",
      `source: expected a zip archive, got ${archive.length} bytes that cannot be unpacked (${error.message}).`,
    );
  }
}

function unpacked(file: ArchivedFile): Uint8Array {
  const content = file.isDeflated ? inflated(file) : file.packed.slice();
  if (content.length !== file.unpackedBytes) throw faultIn(file.path, "it has not the size that it says");
  if (crc32(content) !== file.crc32) throw faultIn(file.path, "its content is damaged (CRC-32)");
  return content;
}

function inflated({ path, packed, unpackedBytes }: ArchivedFile): Uint8Array {
  try {
    // Room for one byte more shows where there is more; beyond it fflate writes nothing.
    return inflateSync(packed, { out: new Uint8Array(unpackedBytes + 1) });
  } catch (error) {
    throw faultIn(path, `its content is damaged (${(error as Error).message})`);
  }
}
