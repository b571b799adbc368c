import { type EmscriptenModule, expectMembers } from "./private-api.ts";

/** A node of Emscripten's files, as far as it is touched here. Times are in milliseconds. */
interface FileNode {
  atime: number;
  mtime: number;
  ctime: number;
  /** Times that were set, with their nanoseconds, and the `atime` and `mtime` that resulted. */
  exactTimes?: { readonly [Name in TimeName]?: { readonly ns: bigint; readonly ms: number } };
}

type TimeName = "atime" | "mtime";

interface Attributes {
  node?: FileNode;
}

/** Emscripten's files, as far as they are touched here. */
export interface TimedFiles {
  lookupPath(path: string, options: { readonly follow: boolean }): { readonly node: FileNode };
  readonly filesystems: {
    readonly MEMFS: {
      readonly ops_table: Readonly<Record<string, { readonly node: { getattr: GetAttributes } }>> & {
        readonly file: { readonly node: { getattr: GetAttributes; setattr: SetAttributes } };
      };
    };
  };
}

/** Emscripten's system calls, as far as they are touched here. Pointers are offsets in memory. */
export interface SystemCalls {
  getStr(path: number): string;
  calculateAt(folder: number, path: string, allowEmpty: boolean): string;
  writeStat(target: number, attributes: Attributes): number;
}

type SetAttributes = (node: FileNode, attributes: { readonly size?: number }) => void;
type GetAttributes = (node: FileNode) => Attributes;

interface FileImports {
  __syscall_utimensat(folder: number, path: number, times: number, flags: number): number;
}

/** Where C's `struct stat` has the times, each in seconds and nanoseconds of 64 bits. */
const STAT_OFFSETS = { atime: 40, mtime: 56 };
const TIME_NAMES = ["atime", "mtime"] as const;
const TIMESPEC_BYTES = 16;
const NS_PER_S = 1_000_000_000n;
const NS_PER_MS = 1e6;
/** In place of nanoseconds: the time of now, and the time that the file has. */
const [UTIME_NOW, UTIME_OMIT] = [0x3fffffffn, 0x3ffffffen];
const AT_SYMLINK_NOFOLLOW = 0x100;

export const FILE_IMPORTS = { __syscall_utimensat: "function" } as const;

const CALLS = { getStr: "function", calculateAt: "function", writeStat: "function" } as const;

/** Of the interpreter of this realm, once it has started. */
let started: { readonly module: EmscriptenModule; readonly files: TimedFiles };
let nanoseconds = { atime: 0n, mtime: 0n };

/** Python sets times in microseconds: these come on top of those that it sets next. */
export function setNanoseconds(ofAccess: number, ofChange: number): void {
  nanoseconds = { atime: BigInt(ofAccess), mtime: BigInt(ofChange) };
}

/** Sets the times of files with their nanoseconds, which Emscripten cuts to milliseconds. */
export function useExactTimes(imports: WebAssembly.Imports): void {
  const env = imports["env"] as unknown as FileImports;
  expectMembers("imports of WebAssembly", env, FILE_IMPORTS);
  env.__syscall_utimensat = (folder, path, times, flags) => {
    const more = nanoseconds;
    setNanoseconds(0, 0);
    try {
      const { HEAPU8, SYSCALLS } = started.module;
      const place = SYSCALLS.calculateAt(folder, SYSCALLS.getStr(path >>> 0), true);
      const { node } = started.files.lookupPath(place, { follow: (flags & AT_SYMLINK_NOFOLLOW) === 0 });
      for (const [index, name] of TIME_NAMES.entries()) {
        const time = times === 0 ? undefined : readTime(HEAPU8, (times >>> 0) + index * TIMESPEC_BYTES);
        setTime(node, name, time, more[name]);
      }
      node.ctime = Date.now();
      return 0;
    } catch (error) {
      if ((error as Error).name !== "ErrnoError") throw error;
      return -(error as unknown as { errno: number }).errno;
    }
  };
}

/** Shows such times where a file is asked for them. */
export function showExactTimes(module: EmscriptenModule, files: TimedFiles): void {
  const { SYSCALLS } = module;
  expectMembers("system calls", SYSCALLS, CALLS);
  started = { module, files };
  const { ops_table: operations } = files.filesystems.MEMFS;
  const setPlainAttributes = operations.file.node.setattr;
  operations.file.node.setattr = (node, attributes) => {
    setPlainAttributes(node, attributes);
    // Emscripten leaves the times of a file whose length is set.
    if (attributes.size !== undefined) node.mtime = node.ctime = Date.now();
  };
  for (const { node } of Object.values(operations)) {
    const plain = node.getattr;
    node.getattr = (file) => Object.assign(plain(file), { node: file });
  }
  const writePlainStat = SYSCALLS.writeStat;
  SYSCALLS.writeStat = (target, attributes) => {
    const result = writePlainStat(target, attributes);
    for (const name of TIME_NAMES) {
      const exact = attributes.node?.exactTimes?.[name];
      // A file that was written since then has a later time.
      if (exact?.ms === attributes.node?.[name] && exact)
        writeTime(module.HEAPU8, target + STAT_OFFSETS[name], exact.ns);
    }
    return result;
  };
}

function setTime(node: FileNode, name: TimeName, time: Timespec | undefined, moreNs: bigint): void {
  if (time?.ns === UTIME_OMIT) return;
  if (time === undefined || time.ns === UTIME_NOW) {
    node[name] = Date.now();
    return;
  }
  node[name] = Number(time.s) * 1000 + Number(time.ns) / NS_PER_MS;
  node.exactTimes = {
    ...node.exactTimes,
    [name]: { ns: time.s * NS_PER_S + time.ns + moreNs, ms: node[name] },
  };
}

interface Timespec {
  readonly s: bigint;
  readonly ns: bigint;
}

function readTime(memory: Uint8Array, offset: number): Timespec {
  const view = new DataView(memory.buffer, offset, TIMESPEC_BYTES);
  return { s: view.getBigInt64(0, true), ns: BigInt(view.getInt32(8, true)) };
}

function writeTime(memory: Uint8Array, offset: number, time: bigint): void {
  const ns = ((time % NS_PER_S) + NS_PER_S) % NS_PER_S;
  const view = new DataView(memory.buffer, offset >>> 0, TIMESPEC_BYTES);
  view.setBigInt64(0, (time - ns) / NS_PER_S, true);
  view.setUint32(8, Number(ns), true);
}
