import type { PyodideAPI } from "pyodide";

const FUNCTION_FOLDER = "/function";
const BESIDE = "../";

/** Writes the function's own files, and those of its packages beside them. */
export function writeFiles(pyodide: PyodideAPI, files: Readonly<Record<string, Uint8Array>>): void {
  // Emscripten learns that a folder is there by an exception.
  const made = new Set(["code"]);
  for (const [path, bytes] of Object.entries(files)) {
    const place = path.startsWith(BESIDE) ? path.slice(BESIDE.length) : `code/${path}`;
    const folder = place.slice(0, place.lastIndexOf("/"));
    if (!made.has(folder)) pyodide.FS.mkdirTree(`${FUNCTION_FOLDER}/${folder}`);
    made.add(folder);
    pyodide.FS.writeFile(`${FUNCTION_FOLDER}/${place}`, bytes);
  }
}
