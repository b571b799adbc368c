/** The ways that are open, and why they are let be. */
export const OPEN: Readonly<Record<"node" | "browser", ReadonlyMap<string, string>>> = {
  node: new Map(),
  browser: new Map(),
};
