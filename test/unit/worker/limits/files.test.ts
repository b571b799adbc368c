import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { type FileSystem, limitFiles, NODE_BYTES } from "../../../../src/worker/limits/files.ts";

/** As much of Emscripten's in-memory files as the limit touches. */
function fakeFileSystem() {
  class ErrnoError extends Error {
    constructor(readonly errno: number) {
      super(`errno ${errno}`);
    }
  }
  type File = { contents: Uint8Array; usedBytes: number };
  const file = {
    stream: {
      write(stream: { node: File }, _: unknown, __: number, length: number, position: number): number {
        stream.node.usedBytes = Math.max(stream.node.usedBytes, position + length);
        return length;
      },
    },
    node: {
      setattr(node: File, { size }: { size?: number }): void {
        if (size !== undefined) node.usedBytes = size;
      },
    },
  };
  const folder: Record<string, File> = {};
  const make = (_: unknown, name: string): File =>
    (folder[name] = { contents: new Uint8Array(), usedBytes: 0 });
  const dir = { node: { mknod: make, symlink: make } };
  const streams: ({ node: File } | null)[] = [null];
  const fileSystem = {
    root: { contents: { tmp: { contents: folder } } },
    streams,
    filesystems: { MEMFS: { ops_table: { file, dir } } },
    ErrnoError,
  };
  return {
    fileSystem: fileSystem as unknown as FileSystem,
    streams,
    create: (name: string): File => dir.node.mknod(folder, name),
    link: (name: string): File => dir.node.symlink(folder, name),
    remove: (name: string) => delete folder[name],
    write: (node: File, length: number, position = 0) => file.stream.write({ node }, [], 0, length, position),
    truncate: (node: File, size: number) => file.node.setattr(node, { size }),
  };
}

/** For so many bytes in two files. */
const room = (bytes: number): number => 2 * NODE_BYTES + bytes;

const NO_SPACE = expect.objectContaining({ errno: 51 });

test("all files together hold up to the limit", () => {
  const files = fakeFileSystem();
  limitFiles(files.fileSystem, room(100));
  files.write(files.create("a"), 60);
  const second = files.create("b");
  files.write(second, 40);
  expect(() => files.write(second, 1, 40)).toThrow(NO_SPACE);
  expect(() => files.truncate(second, 41)).toThrow(NO_SPACE);
  expect(second.usedBytes).toBe(40);
});

test("to write over what is there takes no more room", () => {
  const files = fakeFileSystem();
  limitFiles(files.fileSystem, room(100));
  const only = files.create("a");
  files.write(only, 100);
  expect(files.write(only, 50, 50)).toBe(50);
});

test("what was removed or cut makes room", () => {
  const files = fakeFileSystem();
  limitFiles(files.fileSystem, room(100));
  const first = files.create("a");
  files.write(first, 100);
  files.truncate(first, 10);
  files.write(files.create("b"), 90);
  files.remove("b");
  expect(files.write(files.create("c"), 90)).toBe(90);
});

test("a file that is removed while it is open still takes its room", () => {
  const files = fakeFileSystem();
  limitFiles(files.fileSystem, room(100));
  const open = files.create("a");
  files.write(open, 100);
  files.streams.push({ node: open });
  files.remove("a");
  expect(() => files.write(files.create("b"), 1)).toThrow(NO_SPACE);
});

test("the interpreter's own files do not count, whatever realm their bytes are of", () => {
  const files = fakeFileSystem();
  const zip = files.create("python.zip");
  zip.contents = runInNewContext("new Uint8Array(10_000_000)");
  files.write(zip, 60);
  limitFiles(files.fileSystem, room(100));
  const own = files.create("a");
  files.create("b");
  files.write(own, 100);
  expect(() => files.write(own, 1, 100)).toThrow(NO_SPACE);
});

test("an empty file takes its room too, and so does a link", () => {
  const files = fakeFileSystem();
  limitFiles(files.fileSystem, room(0));
  files.create("a");
  files.link("b");
  expect(() => files.create("c")).toThrow(NO_SPACE);
  files.remove("a");
  files.create("c");
});

test("the room of a large file that grows is doubled, within the limit", () => {
  const files = fakeFileSystem();
  limitFiles(files.fileSystem, room(5 << 20));
  const large = files.create("a");
  large.contents = new Uint8Array(2 << 20).fill(7);
  large.usedBytes = 2 << 20;
  files.write(large, 1, 2 << 20);
  expect([large.contents.length, large.contents[1_000_000]]).toEqual([4 << 20, 7]);
  files.write(large, 1, 4 << 20);
  expect(large.contents.length).toBe(room(5 << 20));
});
