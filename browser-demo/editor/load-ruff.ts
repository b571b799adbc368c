import type { Ruff } from "./ruff.ts";

/**
 * The formatter and linter, some megabytes of WebAssembly, for when they are first asked for. `undefined` in a page
 * that has none. Its twin for offline.html is no-ruff.ts; package.json chooses.
 */
export const loadRuff: (() => Promise<Ruff>) | undefined = async () => {
  const { startRuff } = await import("./ruff.ts");
  return startRuff();
};
