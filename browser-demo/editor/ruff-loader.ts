import type { Ruff } from "./ruff.ts";

/**
 * The formatter and linter, some megabytes of WebAssembly, for when they are first asked for. `undefined` in a build
 * that has none: offline.html puts another module in the place of this one.
 */
export const loadRuff: (() => Promise<Ruff>) | undefined = async () => {
  const { startRuff } = await import("./ruff.ts");
  return startRuff();
};
