/** Writes a zone in the format that `zoneinfo` reads: TZif, version 2 (RFC 9636). */

const HEADER_BYTES = 44;

/**
 * @param {import("./compile.mjs").Zone} zone
 * @returns {Buffer}
 */
export function toTzif({ first, changes, footer }) {
  const key = ({ offsetS, isSummer, name }) => `${offsetS} ${isSummer} ${name}`;
  const types = new Map([first, ...changes.map(({ type }) => type)].map((type) => [key(type), type]));
  const numbers = new Map([...types.keys()].map((name, number) => [name, number]));
  const names = [...new Set([...types.values()].map(({ name }) => name))];
  const nameOffsets = new Map();
  let nameBytes = 0;
  for (const name of names) {
    nameOffsets.set(name, nameBytes);
    nameBytes += name.length + 1;
  }
  const times = Buffer.alloc(changes.length * 8);
  for (const [index, { timeS }] of changes.entries()) times.writeBigInt64BE(BigInt(timeS), index * 8);
  const records = [...types.values()].map(({ offsetS, isSummer, name }) => {
    const record = Buffer.alloc(6);
    record.writeInt32BE(offsetS, 0);
    record.writeUInt8(isSummer ? 1 : 0, 4);
    record.writeUInt8(nameOffsets.get(name), 5);
    return record;
  });
  return Buffer.concat([
    // Readers of the first version, which has 32 bits for a time, find nothing.
    header({ times: 0, types: 1, nameBytes: 1 }),
    Buffer.alloc(7),
    header({ times: changes.length, types: types.size, nameBytes }),
    times,
    Buffer.from(changes.map(({ type }) => numbers.get(key(type)))),
    ...records,
    Buffer.from(names.map((name) => `${name}\0`).join("")),
    Buffer.from(`\n${footer}\n`),
  ]);
}

function header({ times, types, nameBytes }) {
  const bytes = Buffer.alloc(HEADER_BYTES);
  bytes.write("TZif2");
  bytes.writeUInt32BE(times, 32);
  bytes.writeUInt32BE(types, 36);
  bytes.writeUInt32BE(nameBytes, 40);
  return bytes;
}
