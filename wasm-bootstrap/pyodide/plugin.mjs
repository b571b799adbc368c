/**
 * For esbuild: the script that it finds in place of Pyodide's.
 *
 * @param {string} script
 */
export function withScript(script) {
  return {
    name: "lean-pyodide",
    setup(building) {
      building.onLoad({ filter: /[\\/]pyodide\.asm\.mjs$/ }, () => ({ contents: script }));
    },
  };
}
