import type { PyodideAPI } from "pyodide";

/** The memory as Pyodide gives it, its own header first. */
export function takeMemory(pyodide: PyodideAPI): Uint8Array {
  return (pyodide as unknown as { makeMemorySnapshot(): Uint8Array }).makeMemorySnapshot();
}
