import type { loadRuff as twin } from "./load-ruff.ts";

/** One file is not to carry eleven megabytes for a formatter. */
export const loadRuff: typeof twin = undefined;
