import { inflateSync } from "fflate";
import { UsageError } from "../errors.ts";
import type { CheckedSource, ReadFiles } from "../options/source.ts";
import { crc32 } from "../util/crc32.ts";
import { isUrl } from "../util/kind-of.ts";
import { type ArchivedFile, archivedFiles, faultIn } from "./archive.ts";
import { download } from "./download.ts";
import type { SourceLimits } from "./limits.ts";
import { ZipFault } from "./zip-directory.ts";

/**
 * The files of a zip archive.
 *
 * @throws UsageError that says which entry cannot be unpacked, why, and what to do.
 */
export function unzipFiles(archive: Uint8Array, limits: SourceLimits): ReadFiles {
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

/** @throws UsageError that names the URL. */
async function downloadZip(url: URL, limits: SourceLimits): Promise<ReadFiles> {
  const archive = await download(url).catch((error: Error) => {
    const reason = error.cause ? `${error.message} (${(error.cause as Error).message})` : error.message;
    throw new UsageError("INVALID_OPTION", `source: expected the zip at ${url.href}, got none: ${reason}.`);
  });
  return unzipFiles(archive, limits);
}

/** The files of a source that a platform could not read at once: the bytes or the URL of a zip. */
export async function readSourceLater(source: CheckedSource, limits: SourceLimits): Promise<ReadFiles> {
  if (isUrl(source)) return downloadZip(source, limits);
  if (ArrayBuffer.isView(source)) return unzipFiles(source, limits);
  throw new Error("This is a bug in pythonless: a source that is read at once.");
}
