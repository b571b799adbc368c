import fc from "fast-check";
import { expect, test } from "vitest";
import { openSnapshot, packSnapshot } from "../../src/worker/snapshot-image.ts";

const PAGE = 4096;
const ID = "build";

test("a memory is restored as it was", () => {
  fc.assert(
    fc.property(anyMemories(), ({ header, memory, unstarted }) => {
      const image = openSnapshot(packSnapshot(asSnapshot(header, memory), unstarted, ID), ID);
      const restored = unstarted.slice();
      image.writeTo(restored);
      expect(Buffer.compare(restored, memory)).toBe(0);
      expect(image.memoryBytes).toBe(memory.length);
      expect(Buffer.compare(image.header, asSnapshot(header, memory).slice(0, image.header.length))).toBe(0);
    }),
  );
});

test("an image cut off anywhere is refused", () => {
  fc.assert(
    fc.property(
      anyMemories(),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (memories, share) => {
        const packed = packedOf(memories);
        expect(() => openSnapshot(packed.subarray(0, Math.floor(packed.length * share)), ID)).toThrow(Error);
      },
    ),
  );
});

test("an image with a bit changed is refused, or written within the memory", () => {
  fc.assert(
    fc.property(anyMemories(), fc.nat(), fc.nat(7), (memories, at, bit) => {
      const packed = packedOf(memories);
      const index = at % Math.min(packed.length, 200);
      packed[index] = (packed[index] ?? 0) ^ (1 << bit);
      opensOrThrows(packed, memories.memory.length);
    }),
  );
});

test("bytes of any kind are refused, or written within the memory", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (bytes, hasMagic) => {
      const packed = hasMagic ? new Uint8Array([0x50, 0x59, 0x4c, 0x53, ...bytes]) : bytes;
      opensOrThrows(packed, PAGE);
    }),
  );
});

function opensOrThrows(packed: Uint8Array, memoryBytes: number): void {
  try {
    const image = openSnapshot(packed, ID);
    // The interpreter's memory is given the size that the image says.
    if (image.memoryBytes <= memoryBytes) image.writeTo(new Uint8Array(image.memoryBytes));
  } catch (error) {
    expect(error).toBeInstanceOf(Error);
    expect((error as Error).message).toMatch(/^it /);
  }
}

interface Memories {
  readonly header: Uint8Array;
  readonly memory: Uint8Array;
  readonly unstarted: Uint8Array;
}

function packedOf({ header, memory, unstarted }: Memories): Uint8Array {
  return packSnapshot(asSnapshot(header, memory), unstarted, ID);
}

/** Pages that hold something in either, both or neither. */
function anyMemories(): fc.Arbitrary<Memories> {
  const pages = fc.array(fc.tuple(fc.nat(PAGE - 1), fc.nat(255), fc.nat(PAGE - 1), fc.nat(255)), {
    maxLength: 6,
  });
  return fc.tuple(fc.uint8Array({ maxLength: 24 }), pages).map(([header, pages]) => {
    const memory = new Uint8Array(pages.length * PAGE);
    const unstarted = new Uint8Array(pages.length * PAGE);
    pages.forEach(([at, value, otherAt, otherValue], page) => {
      memory[page * PAGE + at] = value;
      unstarted[page * PAGE + otherAt] = otherValue;
    });
    return { header, memory, unstarted };
  });
}

/** As Pyodide makes it: the second number says where the memory begins. */
function asSnapshot(header: Uint8Array, memory: Uint8Array): Uint8Array {
  const start = 8 + header.length;
  const snapshot = new Uint8Array(start + memory.length);
  new DataView(snapshot.buffer).setUint32(4, start, true);
  snapshot.set(header, 8);
  snapshot.set(memory, start);
  return snapshot;
}
