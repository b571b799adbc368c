import { deflateSync } from "fflate";
import { joinBytes } from "../../../src/util/bytes.ts";
import { crc32 } from "../../../src/util/crc32.ts";

/** An entry as its maker wants it to look: every field can lie. */
export interface Part {
  readonly name: string | Uint8Array;
  readonly content?: Uint8Array;
  readonly method?: number;
  readonly flags?: number;
  readonly crc32?: number;
  /** What the directory and the entry's own header say; packed and unpacked. */
  readonly packedBytes?: number;
  readonly unpackedBytes?: number;
  readonly host?: number;
  readonly unixMode?: number;
  /** The name in the entry's own header, if another. */
  readonly localName?: string;
  /** Take the content and the header of the entry before. */
  readonly isShared?: boolean;
  /** Sizes and offset stand in zip64 fields. */
  readonly isLong?: boolean;
  /** Sizes follow the content; the header has none. */
  readonly hasDescriptor?: boolean;
}

export interface ArchiveShape {
  readonly before?: Uint8Array;
  readonly comment?: Uint8Array;
  readonly after?: Uint8Array;
  /** How many bytes of the end are lost. */
  readonly cutBytes?: number;
  readonly isLong?: boolean;
  /** What a writer adds to the zip64 end, and the length it gives, if it lies. */
  readonly longEndFields?: Uint8Array;
  readonly longEndBytes?: number;
  /** What the end says, if it lies. */
  readonly count?: number;
  readonly disk?: number;
}

/** A zip archive, written out by hand. */
export function makeZip(parts: readonly Part[], shape: ArchiveShape = {}): Uint8Array {
  const pieces: Uint8Array[] = [shape.before ?? new Uint8Array()];
  const start = pieces[0]?.length ?? 0;
  let offset = 0;
  let shared = 0;
  const central: Uint8Array[] = [];
  for (const part of parts) {
    const written = writtenPart(part);
    if (!part.isShared) {
      shared = offset;
      pieces.push(written.local);
      offset += written.local.length;
    }
    central.push(written.central(shared));
  }
  const directory = joinBytes(central);
  const end = endOf(shape, parts.length, directory.length, offset, start);
  const archive = joinBytes([...pieces, directory, end, shape.after ?? new Uint8Array()]);
  return archive.subarray(0, archive.length - (shape.cutBytes ?? 0));
}

function writtenPart(part: Part): { local: Uint8Array; central: (offset: number) => Uint8Array } {
  const { content = new Uint8Array(), method = 8, flags = 0x800, host = 3, unixMode = 0o100644 } = part;
  const name = bytesOf(part.name);
  const packed = method === 8 ? deflateSync(content) : content;
  const sum = part.crc32 ?? crc32(content);
  const sizes = [part.packedBytes ?? packed.length, part.unpackedBytes ?? content.length] as const;
  const allFlags = flags | (part.hasDescriptor ? 8 : 0);
  const shownSizes = part.isLong ? [0xffffffff, 0xffffffff] : sizes;
  const told = part.hasDescriptor ? [0, 0, 0] : [sum, ...shownSizes];
  const localName = bytesOf(part.localName ?? part.name);
  const localExtra = part.isLong ? long(sizes[1], sizes[0]) : new Uint8Array();
  const local = joinBytes([
    u32(0x04034b50),
    u16(20, allFlags, method, 0, 0x21),
    u32(...told),
    u16(localName.length, localExtra.length),
    localName,
    localExtra,
    packed,
    part.hasDescriptor ? u32(0x08074b50, sum, ...sizes) : new Uint8Array(),
  ]);
  const central = (offset: number): Uint8Array => {
    const extra = part.isLong ? long(sizes[1], sizes[0], offset) : new Uint8Array();
    return joinBytes([
      u32(0x02014b50),
      u16((host << 8) | 20, 20, allFlags, method, 0, 0x21),
      u32(sum, ...shownSizes),
      u16(name.length, extra.length, 0, 0, 0, 0, unixMode),
      u32(part.isLong ? 0xffffffff : offset),
      name,
      extra,
    ]);
  };
  return { local, central };
}

function endOf(shape: ArchiveShape, parts: number, bytes: number, offset: number, start: number): Uint8Array {
  const { comment = new Uint8Array(), count = parts, disk = 0, isLong } = shape;
  const at = start + offset + bytes;
  const { longEndFields = new Uint8Array(), longEndBytes = 44 + longEndFields.length } = shape;
  const longEnd = [
    u32(0x06064b50),
    u64(longEndBytes),
    u16(45, 45),
    u32(0, 0),
    u64(count, count, bytes, offset),
    longEndFields,
  ];
  const locator = [u32(0x07064b50, 0), u64(at), u32(1)];
  const few = isLong ? 0xffff : count;
  return joinBytes([
    ...(isLong ? [...longEnd, ...locator] : []),
    u32(0x06054b50),
    u16(disk, disk, few, few),
    u32(...(isLong ? [0xffffffff, 0xffffffff] : [bytes, offset])),
    u16(comment.length),
    comment,
  ]);
}

function long(...values: readonly number[]): Uint8Array {
  return joinBytes([u16(1, values.length * 8), u64(...values)]);
}

function bytesOf(name: string | Uint8Array): Uint8Array {
  return typeof name === "string" ? new TextEncoder().encode(name) : name;
}

function u16(...values: readonly number[]): Uint8Array {
  return Uint8Array.from(values.flatMap((value) => [value & 0xff, (value >> 8) & 0xff]));
}

function u32(...values: readonly number[]): Uint8Array {
  return new Uint8Array(Uint32Array.from(values).buffer);
}

function u64(...values: readonly number[]): Uint8Array {
  return new Uint8Array(BigUint64Array.from(values, BigInt).buffer);
}
