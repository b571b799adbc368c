import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { leanScript } from "./lean-script.mjs";

const PYODIDE = new URL("../../node_modules/pyodide/", import.meta.url);

/** For esbuild: Pyodide's script as lean-script.mjs makes it. */
export const leanPyodide = {
  name: "lean-pyodide",
  setup(building) {
    building.onLoad({ filter: /[\\/]pyodide\.asm\.mjs$/ }, async ({ path }) => {
      const reader = await readFile(fileURLToPath(new URL("pyodide.mjs", PYODIDE)), "utf8");
      return { contents: leanScript(await readFile(path, "utf8"), reader) };
    });
  },
};
