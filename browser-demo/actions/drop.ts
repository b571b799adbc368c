import type { PathFile } from "./open.ts";

/** Lets files, folders and archives be dropped anywhere onto the page. */
export function takeDrops(open: (files: readonly PathFile[]) => Promise<void>): void {
  const mark = (isOver: boolean): void => {
    document.documentElement.classList.toggle("dropping", isOver);
  };
  document.addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    mark(true);
  });
  document.addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) mark(false);
  });
  document.addEventListener(
    "drop",
    (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      event.stopPropagation();
      mark(false);
      // The list is emptied when the event is over.
      const dropped = [...(event.dataTransfer?.items ?? [])].map(filesOfItem);
      void Promise.all(dropped).then((files) => open(files.flat()));
    },
    { capture: true },
  );
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes("Files") ?? false;
}

async function filesOfItem(item: DataTransferItem): Promise<PathFile[]> {
  const entry = item.webkitGetAsEntry();
  if (entry) return filesOf(entry);
  // What another page made has no place in a file system.
  const file = item.getAsFile();
  return file ? [file] : [];
}

async function filesOf(entry: FileSystemEntry): Promise<PathFile[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    );
    const path = entry.fullPath.replace(/^\//, "");
    return [{ name: file.name, path, arrayBuffer: () => file.arrayBuffer() }];
  }
  if (/^(\.git|node_modules|__pycache__|\.venv)$/.test(entry.name)) return [];
  const entries = await entriesOf((entry as FileSystemDirectoryEntry).createReader());
  return (await Promise.all(entries.map(filesOf))).flat();
}

/** A reader gives a hundred at a time, and none at the end. */
async function entriesOf(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return all;
    all.push(...some);
  }
}
