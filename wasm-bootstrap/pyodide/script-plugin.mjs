/**
 * The esbuild plugin that bundles this text as pyodide.asm.mjs.
 *
 * @param {string} script
 */
export function pyodideScript(script) {
  return {
    name: "pyodide-script",
    setup(building) {
      building.onLoad({ filter: /[\\/]pyodide\.asm\.mjs$/ }, () => ({ contents: script }));
    },
  };
}
