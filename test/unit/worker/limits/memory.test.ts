import { expect, test } from "vitest";
import { MemoryLimit } from "../../../../src/worker/limits/memory.ts";

const PAGE_BYTES = 65_536;

test("a memory grows up to its limit, and not beyond", () => {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 10 });
  const limit = new MemoryLimit();
  limit.guard(memory);
  memory.grow(1);
  limit.bytes = 3 * PAGE_BYTES;
  memory.grow(1);
  expect(() => memory.grow(1)).toThrow(RangeError);
  expect(memory.buffer.byteLength).toBe(3 * PAGE_BYTES);
});
