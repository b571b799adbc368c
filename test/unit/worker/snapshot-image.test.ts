import { describe, expect, test } from "vitest";
import { openSnapshot, packSnapshot } from "../../../src/worker/snapshot-image.ts";

const PAGE = 4_096;
const HEADER_BYTES = 24;
const ID = "1.2.3 abc";
/** Before the id: magic, and four lengths. */
const FIXED_BYTES = 20;

type Bytes = Uint8Array<ArrayBuffer>;

/** Memory whose pages hold these bytes throughout, or a single byte at their very end. */
function memoryOf(...pages: (number | "last byte")[]): Bytes {
  const memory = new Uint8Array(pages.length * PAGE);
  for (const [index, page] of pages.entries()) {
    if (page === "last byte") memory[(index + 1) * PAGE - 1] = 7;
    else memory.fill(page, index * PAGE, (index + 1) * PAGE);
  }
  return memory;
}

/** As Pyodide makes it: a header, which says where it ends, then the memory. */
function snapshotOf(memory: Uint8Array): Uint8Array {
  const snapshot = new Uint8Array(HEADER_BYTES + memory.length).fill(9, 0, HEADER_BYTES);
  new DataView(snapshot.buffer).setUint32(4, HEADER_BYTES, true);
  snapshot.set(memory, HEADER_BYTES);
  return snapshot;
}

function pack(memory: Uint8Array, unstarted = new Uint8Array()) {
  return packSnapshot(snapshotOf(memory), unstarted, ID);
}

function restore<Memory extends Uint8Array>(packed: Uint8Array, memory: Memory): Memory {
  openSnapshot(packed, ID).writeTo(memory);
  return memory;
}

describe("a snapshot that was packed", () => {
  test.each<[string, Bytes, Bytes, number, number]>([
    ["full pages", memoryOf(1, 2, 3), memoryOf(0, 0, 0), 1, 3],
    ["empty pages in between", memoryOf(1, 0, 2, 0, 0, 3, 4), memoryOf(0, 0, 0, 0, 0, 0, 0), 3, 4],
    ["empty pages at both ends", memoryOf(0, 1, 0), memoryOf(0, 0, 0), 1, 1],
    ["no page that holds anything", memoryOf(0, 0), memoryOf(0, 0), 0, 0],
    ["a page with one byte at its end", memoryOf(0, "last byte", 0), memoryOf(0, 0, 0), 1, 1],
    ["pages that were emptied while it ran", memoryOf(0, 0, 3), memoryOf(5, 0, 6), 2, 2],
    ["a page emptied beside a full one", memoryOf(4, 0), memoryOf(5, "last byte"), 1, 2],
    ["a memory that grew while it ran", memoryOf(1, 0, 0, 8), memoryOf(5), 2, 2],
    ["pages that it had from the start", memoryOf(1, 5, 2, 6), memoryOf(0, 5, "last byte", 6), 2, 2],
  ])("restores %s, and is no larger than they are", (_, memory, unstarted, runs, pages) => {
    const packed = pack(memory, unstarted);
    expect(packed.length).toBe(FIXED_BYTES + ID.length + runs * 8 + HEADER_BYTES + pages * PAGE);
    expect(packed.buffer.byteLength).toBe(packed.length);
    const target = new Uint8Array(memory.length);
    target.set(unstarted);
    expect(Buffer.compare(restore(packed, target), memory)).toBe(0);
  });

  test("tells Pyodide's header, and the size of the memory", () => {
    const memory = memoryOf(1, 0, 0);
    const image = openSnapshot(pack(memory), ID);
    expect(image.header).toEqual(snapshotOf(memory).slice(0, HEADER_BYTES));
    expect(image.memoryBytes).toBe(3 * PAGE);
  });

  test("writes nothing where both memories were the same", () => {
    const touched = restore(pack(memoryOf(1, 0, 2, 3), memoryOf(0, 0, 0, 3)), memoryOf(6, 6, 6, 6));
    expect(Buffer.compare(touched, memoryOf(1, 6, 2, 6))).toBe(0);
  });

  test("opens in the middle of a memory that workers share, and gives a header of its own", () => {
    const memory = memoryOf(1, 0, 2);
    const packed = pack(memory);
    const offset = 13;
    const shared = new Uint8Array(new SharedArrayBuffer(offset + packed.length + 5));
    shared.set(packed, offset);
    const view = shared.subarray(offset, offset + packed.length);
    const { header } = openSnapshot(view, ID);
    expect(header.buffer).toBeInstanceOf(ArrayBuffer);
    expect(header.buffer.byteLength).toBe(HEADER_BYTES);
    expect(Buffer.compare(restore(view, new Uint8Array(memory.length)), memory)).toBe(0);
  });

  test("is packed from the middle of a larger memory", () => {
    const memory = memoryOf(1, 0, 2);
    const larger = new Uint8Array(memory.length + HEADER_BYTES + 13).fill(8);
    larger.set(snapshotOf(memory), 13);
    expect(packSnapshot(larger.subarray(13), new Uint8Array(), ID)).toEqual(pack(memory));
  });
});

describe("a snapshot that cannot be used says why:", () => {
  const packed = pack(memoryOf(1, 0, 2));
  const runs = FIXED_BYTES + ID.length;
  const header = runs + 2 * 8;
  const pages = header + HEADER_BYTES;

  test.each<[string, number, string]>([
    ["nothing is there", 0, "it is no snapshot"],
    ["it ends in the magic", 3, "it is no snapshot"],
    ["it ends in the lengths", FIXED_BYTES - 1, "it is no snapshot"],
    ["it ends before the id", FIXED_BYTES, "it is torn"],
    ["it ends in the id", runs - 1, "it is torn"],
    ["it ends before the runs", runs, "it is torn"],
    ["it ends in the runs", header - 3, "it is torn"],
    ["it ends before the header", header, "it is torn"],
    ["it ends in the header", pages - 1, "it is torn"],
    ["it ends before the pages", pages, "it is torn"],
    ["it ends between two pages", pages + PAGE, "it is torn"],
    ["its last byte is missing", packed.length - 1, "it is torn"],
  ])("%s", (_, length, sentence) => {
    expect(() => openSnapshot(packed.subarray(0, length), ID)).toThrow(new Error(sentence));
  });

  test("it has a byte too many", () => {
    const longer = new Uint8Array(packed.length + 1);
    longer.set(packed);
    expect(() => openSnapshot(longer, ID)).toThrow(new Error("it is torn"));
  });

  test("a page of it lies outside the memory", () => {
    const wrong = packed.slice();
    new DataView(wrong.buffer).setUint32(runs, 0x7fff_f000, true);
    expect(() => openSnapshot(wrong, ID)).toThrow(new Error("it is torn"));
  });

  test("it says that its id is as long as itself", () => {
    const wrong = new Uint8Array(300_000);
    wrong.set(packed.subarray(0, 20));
    new DataView(wrong.buffer).setUint32(4, 200_000, true);
    expect(() => openSnapshot(wrong, ID)).toThrow(/^it was made by build .{100}, this is build/s);
  });

  test("it is something else", () => {
    const other = packed.slice();
    other[0] = 0x1f;
    expect(() => openSnapshot(other, ID)).toThrow(new Error("it is no snapshot"));
  });

  test.each(["1.2.4 abc", "1.2.3 ab", "1.2.3 abcd", ""])("it is not of build %j", (id) => {
    expect(() => openSnapshot(packed, id)).toThrow(
      new Error(`it was made by build ${ID}, this is build ${id}`),
    );
  });
});
