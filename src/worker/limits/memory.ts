const PAGE_BYTES = 65_536;

/** The interpreter's own part of the memory, beside the function's. */
export const RUNTIME_BYTES = 32 * 1024 * 1024;

/** Keeps WebAssembly's memory from growing beyond the function's limit: Python raises `MemoryError`. */
export class MemoryLimit {
  /** Of the whole memory, the interpreter's part included. */
  bytes = Number.POSITIVE_INFINITY;

  /** The memory grows by this method alone: Emscripten calls it when Python's allocator asks for more. */
  guard(memory: WebAssembly.Memory): void {
    const grow = memory.grow.bind(memory);
    Object.defineProperty(memory, "grow", {
      value: (pages: number): number => {
        if (memory.buffer.byteLength + pages * PAGE_BYTES > this.bytes) {
          throw new RangeError("The memory of the function is used up.");
        }
        return grow(pages);
      },
    });
  }
}
