/** The only Python that is run as text: constant, and one line each. */

import type { PyodideAPI } from "pyodide";
import { RUNTIME_FOLDER } from "./load.ts";

const ADD_RUNTIME_TO_PATH = `import sys; sys.path.insert(0, "${RUNTIME_FOLDER}")`;

/** Lets Python find the bootstrap package. A snapshot has it already. */
export function addRuntimeToPath(pyodide: PyodideAPI): void {
  pyodide.runPython(ADD_RUNTIME_TO_PATH);
}

/** Imports the content of the base snapshot: the bootstrap package, not yet opened, and the modules that handlers use most. */
export function importWhatHandlersUse(pyodide: PyodideAPI): void {
  pyodide.runPython(`${ADD_RUNTIME_TO_PATH}; sys.dont_write_bytecode = True; import pythonless.snapshot`);
}
