/** The Python package as one module of the bundle: `import pythonFiles from "virtual:python-files"`. */

import { readdirSync, readFileSync } from "node:fs";

const FOLDER = new URL("./", import.meta.url);
const MODULE = "virtual:python-files";

/**
 * Text by path below /function/runtime. Every `.py` file of the package is in it, so a new one needs no registration.
 *
 * @returns {Record<string, string>}
 */
export function pythonFiles() {
  const modules = readdirSync(new URL("pythonless/", FOLDER), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".py"))
    .map((path) => `pythonless/${path.replaceAll("\\", "/")}`);
  const paths = ["runtime.py", ...modules].sort();
  return Object.fromEntries(paths.map((path) => [path, readFileSync(new URL(path, FOLDER), "utf8")]));
}

/** @type {import("esbuild").Plugin} */
export const pythonFilesForEsbuild = {
  name: "python-files",
  setup(building) {
    building.onResolve({ filter: /^virtual:python-files$/ }, () => ({ path: MODULE, namespace: "python" }));
    building.onLoad({ filter: /.*/, namespace: "python" }, () => ({
      contents: JSON.stringify(pythonFiles()),
      loader: "json",
    }));
  },
};

/** The same for Vite. A leading zero byte in its name keeps other plugins from a module that is no file. */
export const pythonFilesForVite = {
  name: "python-files",
  resolveId: (id) => (id === MODULE ? `\0${MODULE}` : undefined),
  load: (id) => (id === `\0${MODULE}` ? `export default ${JSON.stringify(pythonFiles())};` : undefined),
};
