/** Adds files to a zip archive and leaves what is in it as it is: packed anew, it would be larger. */

import { crc32, deflateRawSync } from "node:zlib";

const END_BYTES = 22;
const VERSION = 20;
const DEFLATED = 8;
/** The first of January 2020, so that every build gives the same bytes. */
const DOS_DATE = (40 << 9) | (1 << 5) | 1;

/**
 * @param {Buffer} archive without a comment
 * @param {Readonly<Record<string, Uint8Array>>} files
 * @returns {Buffer}
 */
export function appendToZip(archive, files) {
  const end = archive.subarray(archive.length - END_BYTES);
  if (end.readUInt32LE(0) !== 0x06054b50)
    throw new Error("the archive does not end as one without a comment");
  const directoryOffset = end.readUInt32LE(16);
  const contents = [archive.subarray(0, directoryOffset)];
  const directory = [archive.subarray(directoryOffset, archive.length - END_BYTES)];
  let offset = directoryOffset;
  for (const [path, bytes] of Object.entries(files)) {
    const { local, entry } = entryOf(path, bytes, offset);
    contents.push(local);
    directory.push(entry);
    offset += local.length;
  }
  const count = end.readUInt16LE(10) + Object.keys(files).length;
  return Buffer.concat([...contents, ...directory, endOf(count, Buffer.concat(directory).length, offset)]);
}

function entryOf(path, bytes, offset) {
  const name = Buffer.from(path);
  const packed = deflateRawSync(bytes, { level: 9 });
  const fields = Buffer.alloc(26);
  for (const [at, value] of [VERSION, 0, DEFLATED, 0, DOS_DATE].entries())
    fields.writeUInt16LE(value, at * 2);
  for (const [at, value] of [crc32(bytes), packed.length, bytes.length].entries()) {
    fields.writeUInt32LE(value, 10 + at * 4);
  }
  fields.writeUInt16LE(name.length, 22);
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(offset, 10);
  return {
    local: Buffer.concat([signature(0x04034b50), fields, name, packed]),
    entry: Buffer.concat([signature(0x02014b50), word(VERSION), fields, rest, name]),
  };
}

function endOf(count, directoryBytes, directoryOffset) {
  const end = Buffer.alloc(END_BYTES - 4);
  end.writeUInt16LE(count, 4);
  end.writeUInt16LE(count, 6);
  end.writeUInt32LE(directoryBytes, 8);
  end.writeUInt32LE(directoryOffset, 12);
  return Buffer.concat([signature(0x06054b50), end]);
}

function signature(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function word(value) {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}
