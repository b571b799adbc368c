/**
 * @param {string} text
 * @param {string} what a text that occurs exactly once
 * @param {string} by
 * @returns {string}
 */
export function replaceOnce(text, what, by) {
  const count = text.split(what).length - 1;
  if (count === 1) return text.replace(what, () => by);
  throw new Error(
    `pyodide.asm.mjs: expected this once, found it ${count} times: ${what}\n` +
      "Another version of Pyodide may need another replacement: see docs/upgrading-pyodide.md.",
  );
}
