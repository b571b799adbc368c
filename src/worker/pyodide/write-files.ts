import type { PyodideAPI } from "pyodide";

const FUNCTION_FOLDER = "/function";
const BESIDE = "../";

/** Writes the function's own files, and those of its packages beside them. */
export function writeFiles(pyodide: PyodideAPI, files: Readonly<Record<string, Uint8Array>>): void {
  const placed = Object.entries(files).map(([path, bytes]): [string, Uint8Array] => [
    path.startsWith(BESIDE) ? path.slice(BESIDE.length) : `code/${path}`,
    bytes,
  ]);
  writeBelow(pyodide, FUNCTION_FOLDER, placed);
}

/** Writes files by path below a folder, and makes the folders that they need. */
export function writeBelow(
  pyodide: PyodideAPI,
  root: string,
  files: readonly (readonly [path: string, bytes: Uint8Array])[],
): void {
  // Emscripten finds out by an exception that a folder exists, so each is made once.
  const made = new Set<string>();
  for (const [path, bytes] of files) {
    const place = `${root}/${path}`;
    const folder = place.slice(0, place.lastIndexOf("/"));
    if (!made.has(folder)) pyodide.FS.mkdirTree(folder);
    made.add(folder);
    pyodide.FS.writeFile(place, bytes);
  }
}
