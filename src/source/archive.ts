import type { SourceLimits } from "./limits.ts";
import { type DirectoryEntry, readDirectory, recordAt, ZipFault } from "./zip-directory.ts";

/** A file of an archive, checked and not unpacked yet. */
export interface ArchivedFile {
  readonly path: string;
  readonly isDeflated: boolean;
  readonly packed: Uint8Array;
  readonly unpackedBytes: number;
  readonly crc32: number;
}

/**
 * The files of a zip archive, folders left out. The directory at its end has to match the entries,
 * so that the unpacked files take at most `limits.unpackedBytes`, also of a forged archive.
 *
 * @throws ZipFault that names the entry.
 */
export function archivedFiles(archive: Uint8Array, limits: SourceLimits): ArchivedFile[] {
  refuseOver(limits.archiveBytes, archive.length, "it has");
  const { entries, offset } = readDirectory(archive, limits.files);
  const unpackedBytes = entries.reduce((total, entry) => total + entry.unpackedBytes, 0);
  refuseOver(limits.unpackedBytes, unpackedBytes, "unpacked it has");
  const content = archive.subarray(0, offset);
  const read = entries.map((entry) => readEntry(content, entry));
  refuseOverlaps(read);
  const files = read.map(({ file }) => file).filter(({ path }) => !path.endsWith("/"));
  refuseRepeated(files);
  return files;
}

/** Where unpacking failed. */
export function faultIn(path: string, reason: string): ZipFault {
  return new ZipFault(`${JSON.stringify(path)}: ${reason}`);
}

interface ReadEntry {
  readonly file: ArchivedFile;
  /** Where its own header begins. */
  readonly from: number;
  /** Where its content ends. */
  readonly to: number;
}

const LOCAL = { signature: 0x04034b50, bytes: 30 };
const FLAGS = { isEncrypted: 0x2041, isPatch: 0x20 };
const METHODS = { stored: 0, deflated: 8 };
const UNIX_TYPES = { mask: 0xf000, none: 0, file: 0x8000, folder: 0x4000, link: 0xa000 };
/** The most bytes that deflate makes of one byte. */
const HIGHEST_RATIO = 1_032;

function readEntry(archive: Uint8Array, entry: DirectoryEntry): ReadEntry {
  const path = pathOf(entry.nameBytes);
  try {
    refuseUnreadable(entry);
    const { packed, to } = packedOf(archive, entry);
    const { method, unpackedBytes, crc32 } = entry;
    const file = { path, isDeflated: method === METHODS.deflated, packed, unpackedBytes, crc32 };
    return { file, from: entry.headerOffset, to };
  } catch (error) {
    throw error instanceof ZipFault ? faultIn(path, error.message) : error;
  }
}

/** Old archives name their files in a code page that they do not declare. */
function pathOf(nameBytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(nameBytes);
  } catch {
    throw faultIn(new TextDecoder().decode(nameBytes), "its name is not UTF-8; zip it with a newer program");
  }
}

function refuseUnreadable({ flags, method, unixMode, packedBytes, unpackedBytes }: DirectoryEntry): void {
  if (flags & FLAGS.isEncrypted) throw new ZipFault("it is encrypted; zip it without a password");
  if (flags & FLAGS.isPatch) throw new ZipFault("it is a patch of another file");
  const type = unixMode & UNIX_TYPES.mask;
  if (type === UNIX_TYPES.link) throw new ZipFault("it is a symbolic link; zip the file itself");
  if (type !== UNIX_TYPES.none && type !== UNIX_TYPES.file && type !== UNIX_TYPES.folder) {
    throw new ZipFault("it is neither a file nor a folder");
  }
  if (method !== METHODS.stored && method !== METHODS.deflated) {
    throw new ZipFault(`it is packed by method ${method}; zip it by deflate, the usual one`);
  }
  const mostBytes = method === METHODS.stored ? packedBytes : packedBytes * HIGHEST_RATIO;
  if (unpackedBytes > mostBytes) {
    throw new ZipFault(`${packedBytes} bytes cannot hold the ${unpackedBytes} that it says it has`);
  }
}

/** The content behind the entry's own header, which must be of the same file. */
function packedOf(archive: Uint8Array, { headerOffset, nameBytes, packedBytes }: DirectoryEntry) {
  const header = recordAt(archive, headerOffset, LOCAL.bytes, LOCAL.signature);
  const nameLength = header.getUint16(26, true);
  const nameOffset = headerOffset + LOCAL.bytes;
  const name = archive.subarray(nameOffset, nameOffset + nameLength);
  if (name.length !== nameBytes.length || name.some((byte, index) => byte !== nameBytes[index])) {
    throw new ZipFault("it has another name where its content lies");
  }
  const from = nameOffset + nameLength + header.getUint16(28, true);
  recordAt(archive, from, packedBytes);
  const to = from + packedBytes;
  return { packed: archive.subarray(from, to), to };
}

/** Entries that share their bytes unpack to a thousand times the archive's size. */
function refuseOverlaps(entries: readonly ReadEntry[]): void {
  const sorted = entries.toSorted((one, other) => one.from - other.from);
  let end = 0;
  for (const { file, from, to } of sorted) {
    if (from < end) throw faultIn(file.path, "it lies within another entry");
    end = to;
  }
}

function refuseRepeated(files: readonly ArchivedFile[]): void {
  const paths = new Set<string>();
  for (const { path } of files) {
    if (paths.has(path)) throw faultIn(path, "there are two of it");
    paths.add(path);
  }
}

function refuseOver(mostBytes: number, bytes: number, has: string): void {
  if (bytes > mostBytes) throw new ZipFault(`${has} ${bytes} bytes, more than the limit of ${mostBytes}`);
}
