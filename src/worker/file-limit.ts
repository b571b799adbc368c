/** Emscripten's in-memory files, as far as they are touched here. */
export interface FileSystem {
  readonly root: FileNode;
  readonly streams: readonly (FileStream | null)[];
  readonly filesystems: { readonly MEMFS: { readonly ops_table: { readonly file: FileOperations } } };
  readonly ErrnoError: new (errno: number) => Error;
}

interface FileNode {
  /** The bytes of a file, or the nodes of a folder by name. */
  readonly contents?: Uint8Array | Readonly<Record<string, FileNode>>;
  /** Of a file. */
  readonly usedBytes?: number;
}

interface FileStream {
  readonly node?: FileNode;
}

interface FileOperations {
  readonly stream: { write: Write };
  readonly node: { setattr: SetAttributes };
}

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

/**
 * Lets all files together hold so many bytes, and no more: `OSError: No space left on device` (contract 8.2). Files live
 * beside WebAssembly's memory, in the host's, so those outside `/tmp` count too.
 */
export function limitFiles(fileSystem: FileSystem, limitBytes: number): void {
  const { stream, node } = fileSystem.filesystems.MEMFS.ops_table.file;
  const { write } = stream;
  const { setattr } = node;
  // The interpreter's own files are not the function's.
  const ownBytes = countBytes(fileSystem);
  const mostBytes = ownBytes + limitBytes;
  // What was deleted is noticed only when the limit seems to be reached.
  let heldBytes = ownBytes;
  const reserve = (moreBytes: number): void => {
    if (moreBytes <= 0) return;
    if (heldBytes + moreBytes > mostBytes) heldBytes = countBytes(fileSystem);
    if (heldBytes + moreBytes > mostBytes) throw new fileSystem.ErrnoError(ENOSPC);
    heldBytes += moreBytes;
  };
  stream.write = (stream, buffer, offset, length, position, canOwn) => {
    reserve(position + length - (stream.node.usedBytes ?? 0));
    return write(stream, buffer, offset, length, position, canOwn);
  };
  node.setattr = (node, attributes) => {
    if (attributes.size !== undefined) reserve(attributes.size - (node.usedBytes ?? 0));
    setattr(node, attributes);
  };
}

/** Of all files in folders, and of those that are open though they were removed. */
function countBytes({ root, streams }: FileSystem): number {
  const seen = new Set<FileNode>();
  const waiting: FileNode[] = [root, ...streams.flatMap((stream) => stream?.node ?? [])];
  let bytes = 0;
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    bytes += node.usedBytes ?? 0;
    // Not by instanceof: bytes may be of another realm.
    if (node.contents && !ArrayBuffer.isView(node.contents)) waiting.push(...Object.values(node.contents));
  }
  return bytes;
}
