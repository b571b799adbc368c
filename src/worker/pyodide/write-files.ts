import type { PyodideAPI } from "pyodide";
import { CODE_FOLDER } from "./load.ts";

/** Writes the function's own files. */
export function writeFiles(pyodide: PyodideAPI, files: Readonly<Record<string, Uint8Array>>): void {
  for (const [path, bytes] of Object.entries(files)) {
    const folder = path.lastIndexOf("/");
    if (folder > 0) pyodide.FS.mkdirTree(`${CODE_FOLDER}/${path.slice(0, folder)}`);
    pyodide.FS.writeFile(`${CODE_FOLDER}/${path}`, bytes);
  }
}
