import type { Platform } from "../platform/platform.ts";
import { Spare } from "./prewarm.ts";

/** One for all functions of this process, or for those with the same assets. */
const spares = new Map<string | undefined, Spare>();

/** The spare that a function with these assets shares with the others. */
export function spareFor(platform: Platform, assetsUrl: string | undefined): Spare {
  const spare = spares.get(assetsUrl) ?? new Spare(platform, assetsUrl);
  spares.set(assetsUrl, spare);
  return spare;
}
