/** Emscripten's in-memory files, as far as they are touched here. */
export interface FileSystem {
  readonly root: FileNode;
  readonly streams: readonly (FileStream | null)[];
  readonly filesystems: { readonly MEMFS: { readonly ops_table: OperationsTable } };
  readonly ErrnoError: new (errno: number) => Error;
}

interface OperationsTable {
  readonly file: FileOperations;
  readonly dir: { readonly node: FolderOperations };
}

interface FileNode {
  /** The bytes of a file and room for more, or the nodes of a folder by name. */
  contents?: Uint8Array | Readonly<Record<string, FileNode>>;
  /** Of a file. */
  readonly usedBytes?: number;
}

interface FileStream {
  readonly fd: number;
  readonly path?: string;
  readonly node?: FileNode;
}

interface FileOperations {
  readonly stream: { write: Write };
  readonly node: { setattr: SetAttributes };
}

interface FolderOperations {
  mknod: MakeNode;
  symlink: MakeNode;
}

type MakeNode = (parent: FileNode, ...rest: unknown[]) => unknown;

type Write = (
  stream: { readonly node: FileNode },
  buffer: ArrayLike<number>,
  offset: number,
  length: number,
  position: number,
  canOwn: boolean,
) => number;

type SetAttributes = (node: FileNode, attributes: { readonly size?: number }) => void;

/** `errno.ENOSPC`, in the numbers of WebAssembly's libc. */
const ENOSPC = 51;

/** The size of an empty file or folder in JavaScript's heap (measured: 0.6 KB, and its name). */
export const NODE_BYTES = 1_024;

/** Up to here Emscripten doubles the room of a file that grows; beyond it adds an eighth, and copies all each time. */
const SMALL_FILE_BYTES = 1_048_576;

/**
 * Lets all files together hold so many bytes, and no more: `OSError: No space left on device` (contract 8.2). Files live
 * beside WebAssembly's memory, in the host's, so those outside `/tmp` count too, and so do empty ones.
 */
export function limitFiles(fileSystem: FileSystem, limitBytes: number): void {
  const { file, dir } = fileSystem.filesystems.MEMFS.ops_table;
  const { write } = file.stream;
  const { setattr } = file.node;
  const { mknod, symlink } = dir.node;
  // The interpreter's own files are not the function's.
  const ownBytes = countBytes(fileSystem);
  const mostBytes = ownBytes + limitBytes;
  // Deletions are noticed only when the limit seems to be reached.
  let heldBytes = ownBytes;
  const reserve = (moreBytes: number): void => {
    if (moreBytes <= 0) return;
    if (heldBytes + moreBytes > mostBytes) heldBytes = countBytes(fileSystem);
    if (heldBytes + moreBytes > mostBytes) throw new fileSystem.ErrnoError(ENOSPC);
    heldBytes += moreBytes;
  };
  file.stream.write = (stream, buffer, offset, length, position, canOwn) => {
    const { node } = stream;
    reserve(position + length - (node.usedBytes ?? 0));
    makeRoom(node, position + length, limitBytes);
    return write(stream, buffer, offset, length, position, canOwn);
  };
  file.node.setattr = (node, attributes) => {
    if (attributes.size !== undefined) reserve(attributes.size - (node.usedBytes ?? 0));
    setattr(node, attributes);
  };
  const counted = (make: MakeNode): MakeNode => {
    return (parent, ...rest) => {
      reserve(NODE_BYTES);
      return make(parent, ...rest);
    };
  };
  dir.node.mknod = counted(mknod);
  dir.node.symlink = counted(symlink);
}

/** Doubles the room of a large file, within the limit: untouched pages cost no memory. */
function makeRoom(node: FileNode, neededBytes: number, limitBytes: number): void {
  const { contents } = node;
  if (!(contents instanceof Uint8Array)) return;
  if (contents.length >= neededBytes || contents.length < SMALL_FILE_BYTES) return;
  const larger = new Uint8Array(Math.max(neededBytes, Math.min(contents.length * 2, limitBytes)));
  larger.set(contents.subarray(0, node.usedBytes));
  node.contents = larger;
}

/** Of all files in folders, and of those that are open though they were removed. */
function countBytes({ root, streams }: FileSystem): number {
  const seen = new Set<FileNode>();
  const waiting: FileNode[] = [root, ...streams.flatMap((stream) => stream?.node ?? [])];
  let bytes = 0;
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    bytes += NODE_BYTES + usedBytesOf(node);
    // Not by instanceof: bytes may be of another realm.
    if (node.contents && !ArrayBuffer.isView(node.contents)) waiting.push(...Object.values(node.contents));
  }
  return bytes;
}

function usedBytesOf({ contents, usedBytes }: FileNode): number {
  if (usedBytes !== undefined || !ArrayBuffer.isView(contents)) return usedBytes ?? 0;
  throw new Error(
    "Emscripten's file has no usedBytes, by which files are limited (docs/upgrading-pyodide.md)",
  );
}
