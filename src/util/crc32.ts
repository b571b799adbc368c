/** The CRC-32 that zip archives carry. */
export function crc32(bytes: Uint8Array): number {
  let sum = -1;
  for (let index = 0; index < bytes.length; index += 1) {
    sum = (sum >>> 8) ^ (TABLE[(sum ^ (bytes[index] as number)) & 0xff] as number);
  }
  return ~sum >>> 0;
}

const TABLE = Int32Array.from({ length: 256 }, (_, value) => {
  let sum = value;
  for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  return sum;
});
