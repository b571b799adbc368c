/**
 * The form in which a snapshot is kept: the memory of a booted interpreter without the pages that a new one has anyway, empty
 * ones or constants, which are more than half of it. Reading, copying and touching them would cost as much as the others.
 *
 *     magic | id length | header length | memory bytes | runs | id | (offset, length) × runs | header | pages
 *
 * All numbers are 32 bits, little-endian. *Header* is Pyodide's own, before the memory. *id* says which build
 * of pythonless made it.
 */
export interface SnapshotImage {
  /** Pyodide's own header, with no memory behind it. */
  readonly header: Uint8Array;
  /** The size that the memory must have. */
  readonly memoryBytes: number;
  /** Writes the pages into the memory of an interpreter that was made, and not run yet. */
  writeTo(memory: Uint8Array): void;
}

const MAGIC = 0x534c5950; // "PYLS"
const FIXED_BYTES = 20;
const PAGE_BYTES = 4096;
/** Where Pyodide's header says that the memory begins. */
export const MEMORY_OFFSET_FIELD = 4;

interface Run {
  readonly offset: number;
  readonly length: number;
}

/**
 * Packs the result of `makeMemorySnapshot()`.
 *
 * @param unstarted the memory of an interpreter that was made and not run, as the one will be that is written to.
 */
export function packSnapshot(
  snapshot: Uint8Array,
  unstarted: Uint8Array,
  id: string,
): Uint8Array<ArrayBuffer> {
  const memoryOffset = viewOf(snapshot).getUint32(MEMORY_OFFSET_FIELD, true);
  const memory = snapshot.subarray(memoryOffset);
  const runs = changedRuns(memory, unstarted);
  const idBytes = new TextEncoder().encode(id);
  const headerStart = FIXED_BYTES + idBytes.length + runs.length * 8;
  const pageBytes = runs.reduce((total, run) => total + run.length, 0);
  const packed = new Uint8Array(headerStart + memoryOffset + pageBytes);
  const view = viewOf(packed);
  [MAGIC, idBytes.length, memoryOffset, memory.length, runs.length].forEach((value, index) => {
    view.setUint32(index * 4, value, true);
  });
  packed.set(idBytes, FIXED_BYTES);
  packed.set(snapshot.subarray(0, memoryOffset), headerStart);
  let table = FIXED_BYTES + idBytes.length;
  let pages = headerStart + memoryOffset;
  for (const run of runs) {
    view.setUint32(table, run.offset, true);
    view.setUint32(table + 4, run.length, true);
    packed.set(memory.subarray(run.offset, run.offset + run.length), pages);
    table += 8;
    pages += run.length;
  }
  return packed;
}

/**
 * Opens a packed snapshot.
 *
 * @throws Error when it is torn, or of another build than `id`.
 */
export function openSnapshot(packed: Uint8Array, id: string): SnapshotImage {
  const view = viewOf(packed);
  if (packed.length < FIXED_BYTES || view.getUint32(0, true) !== MAGIC) throw new Error("it is no snapshot");
  const [idLength = 0, headerBytes = 0, memoryBytes = 0, runCount = 0] = [4, 8, 12, 16].map((at) =>
    view.getUint32(at, true),
  );
  const runTable = FIXED_BYTES + idLength;
  const headerStart = runTable + runCount * 8;
  if (packed.length < headerStart + headerBytes) throw new Error("it is torn");
  // A copy: shared bytes cannot be decoded in every engine.
  const found = new TextDecoder().decode(packed.slice(FIXED_BYTES, Math.min(runTable, FIXED_BYTES + 100)));
  if (found !== id) throw new Error(`it was made by build ${found}, this is build ${id}`);
  const runs = Array.from({ length: runCount }, (_, index) => ({
    offset: view.getUint32(runTable + index * 8, true),
    length: view.getUint32(runTable + index * 8 + 4, true),
  }));
  const pages = packed.subarray(headerStart + headerBytes);
  if (pages.length !== runs.reduce((total, run) => total + run.length, 0)) throw new Error("it is torn");
  if (runs.some(({ offset, length }) => offset + length > memoryBytes)) throw new Error("it is torn");
  return {
    header: packed.slice(headerStart, headerStart + headerBytes),
    memoryBytes,
    writeTo: (memory) => writeRuns(runs, pages, memory),
  };
}

function writeRuns(runs: readonly Run[], pages: Uint8Array, memory: Uint8Array): void {
  let from = 0;
  for (const { offset, length } of runs) {
    memory.set(pages.subarray(from, from + length), offset);
    from += length;
  }
}

/** The pages that are not the same in both memories, neighbours joined. Missing pages count as zero. */
function changedRuns(memory: Uint8Array, unstarted: Uint8Array): Run[] {
  const words = wordsOf(memory);
  const before = new Uint32Array(words.length);
  before.set(wordsOf(unstarted));
  const pageWords = PAGE_BYTES / 4;
  const runs: { offset: number; length: number }[] = [];
  for (let start = 0; start < words.length; start += pageWords) {
    const page = words.subarray(start, start + pageWords);
    if (page.every((word, index) => word === before[start + index])) continue;
    const last = runs.at(-1);
    if (last && last.offset + last.length === start * 4) last.length += PAGE_BYTES;
    else runs.push({ offset: start * 4, length: PAGE_BYTES });
  }
  return runs;
}

/** In a copy, which begins where words may. */
function wordsOf(memory: Uint8Array): Uint32Array {
  return new Uint32Array(memory.slice().buffer);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
