/**
 * The records of a zip archive (APPNOTE 6.3.10): the place of its directory, and the record of each entry.
 * They are read as they are written; archive.ts checks them.
 */

/** The directory's record of one entry. */
export interface DirectoryEntry {
  readonly nameBytes: Uint8Array;
  readonly flags: number;
  readonly method: number;
  readonly crc32: number;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  /** Unix type and permissions, 0 where the archive was made by a system that has none. */
  readonly unixMode: number;
  /** Where the entry's own header begins. */
  readonly headerOffset: number;
}

export interface Directory {
  readonly entries: readonly DirectoryEntry[];
  /** Where the directory begins, and the entries must have ended. */
  readonly offset: number;
}

/** The reason why an archive cannot be unpacked. */
export class ZipFault extends Error {}

const END = { signature: 0x06054b50, bytes: 22, longestComment: 0xffff };
const END_64 = { signature: 0x06064b50, bytes: 56 };
const LOCATOR_64 = { signature: 0x07064b50, bytes: 20 };
const ENTRY = { signature: 0x02014b50, bytes: 46 };
const EXTRA_64 = 1;
/** "Look into the zip64 record." */
const ELSEWHERE = 0xffffffff;
const UNIX_HOSTS: readonly number[] = [3, 19];

/** @throws ZipFault when the records do not fit together. */
export function readDirectory(archive: Uint8Array, mostEntries: number): Directory {
  const { end, count, bytes, offset } = findDirectory(archive);
  if (count > mostEntries) throw new ZipFault(`it has ${count} entries, more than ${mostEntries}`);
  // Other bytes may precede the archive: a self-extracting program, a shebang. All offsets count from the archive.
  const shift = end - bytes - offset;
  if (shift < 0) throw new ZipFault("its directory is cut off");
  const directory = recordAt(archive, end - bytes, bytes);
  const entries: DirectoryEntry[] = [];
  for (let at = 0; at < bytes || entries.length < count; ) {
    const { entry, length } = readEntry(directory, at);
    entries.push({ ...entry, headerOffset: entry.headerOffset + shift });
    if (entries.length > count) throw new ZipFault("its directory has more entries than it says");
    at += length;
  }
  return { entries, offset: end - bytes };
}

/** The bytes of a record as a DataView. */
export function recordAt(
  archive: ArrayBufferView,
  offset: number,
  length: number,
  signature?: number,
): DataView {
  if (!Number.isSafeInteger(offset + length) || offset < 0 || offset + length > archive.byteLength) {
    throw new ZipFault("it is cut off");
  }
  const record = new DataView(archive.buffer, archive.byteOffset + offset, length);
  if (signature !== undefined && record.getUint32(0, true) !== signature) {
    throw new ZipFault(`it is damaged at byte ${offset}`);
  }
  return record;
}

/** `end` is where the directory must end. */
interface Place {
  readonly end: number;
  readonly count: number;
  readonly bytes: number;
  readonly offset: number;
}

function findDirectory(archive: Uint8Array): Place {
  const end = findEnd(archive);
  const record = recordAt(archive, end, END.bytes);
  const disks = [record.getUint16(4, true), record.getUint16(6, true)];
  const locator = end - LOCATOR_64.bytes;
  if (
    locator >= 0 &&
    recordAt(archive, locator, LOCATOR_64.bytes).getUint32(0, true) === LOCATOR_64.signature
  ) {
    return findDirectory64(archive, locator);
  }
  if (disks.some((disk) => disk !== 0)) throw new ZipFault("it is one part of several; join them first");
  return {
    end,
    count: record.getUint16(10, true),
    bytes: record.getUint32(12, true),
    offset: record.getUint32(16, true),
  };
}

/** Some writers add fields to the zip64 record. It then begins where the locator says, unless other bytes come before the archive. */
function findDirectory64(archive: Uint8Array, locator: number): Place {
  const shown = long(recordAt(archive, locator, LOCATOR_64.bytes), 8);
  const nearest = locator - END_64.bytes;
  const at = shown < nearest && hasSignature(archive, shown, END_64.signature) ? shown : nearest;
  const record = recordAt(archive, at, END_64.bytes, END_64.signature);
  if (at + 12 + long(record, 4) !== locator)
    throw new ZipFault("its zip64 record has another length than it says");
  return { end: at, count: long(record, 32), bytes: long(record, 40), offset: long(record, 48) };
}

function hasSignature(archive: Uint8Array, at: number, signature: number): boolean {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  return at >= 0 && at + 4 <= archive.length && view.getUint32(at, true) === signature;
}

/**
 * The end record whose comment reaches to the last byte; a comment may hold the signature too. Where there is none, the
 * last record: transfers append bytes to an archive or cut its comment, and Python's zipfile and unzip read it.
 */
function findEnd(archive: Uint8Array): number {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const last = archive.length - END.bytes;
  let lastRecord: number | undefined;
  for (let at = last; at >= Math.max(0, last - END.longestComment); at -= 1) {
    if (view.getUint32(at, true) !== END.signature) continue;
    if (view.getUint16(at + 20, true) === last - at) return at;
    lastRecord ??= at;
  }
  if (lastRecord === undefined) throw new ZipFault("its end is not there: it is no zip, or it was cut off");
  return lastRecord;
}

function readEntry(directory: DataView, at: number): { entry: DirectoryEntry; length: number } {
  const fixed = recordAt(directory, at, ENTRY.bytes, ENTRY.signature);
  const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) =>
    fixed.getUint16(field, true),
  ) as [number, number, number];
  const length = ENTRY.bytes + nameLength + extraLength + commentLength;
  const whole = recordAt(directory, at, length);
  const long = longFields(recordAt(whole, ENTRY.bytes + nameLength, extraLength));
  const field = (position: number): number => {
    const value = fixed.getUint32(position, true);
    return value === ELSEWHERE ? long() : value;
  };
  // In the order of the zip64 record.
  const unpackedBytes = field(24);
  const packedBytes = field(20);
  const headerOffset = field(42);
  const entry = {
    nameBytes: new Uint8Array(whole.buffer, whole.byteOffset + ENTRY.bytes, nameLength),
    flags: fixed.getUint16(8, true),
    method: fixed.getUint16(10, true),
    crc32: fixed.getUint32(16, true),
    packedBytes,
    unpackedBytes,
    unixMode: UNIX_HOSTS.includes(fixed.getUint8(5)) ? fixed.getUint16(40, true) : 0,
    headerOffset,
  };
  return { entry, length };
}

/** The numbers of an entry's zip64 field, one after the other. */
function longFields(extra: DataView): () => number {
  let at = 0;
  let end = 0;
  for (let field = 0; field + 4 <= extra.byteLength; field += 4 + extra.getUint16(field + 2, true)) {
    if (extra.getUint16(field, true) !== EXTRA_64) continue;
    at = field + 4;
    end = Math.min(extra.byteLength, at + extra.getUint16(field + 2, true));
  }
  return () => {
    if (at + 8 > end) throw new ZipFault("a zip64 field is missing");
    at += 8;
    return long(extra, at - 8);
  };
}

function long(view: DataView, at: number): number {
  return Number(view.getBigUint64(at, true));
}
