import { DOCUMENTED_LIMITS, type Limits } from "../api/limits.ts";

/** The limits of a function's code (contract 8.2). */
export interface SourceLimits extends Required<Pick<Limits, "archiveBytes" | "unpackedBytes">> {
  /** Files and folders, our own limit: each costs memory and time before its content does. */
  readonly files: number;
}

/** The limits of a source among those of a function. */
export function sourceLimits({ archiveBytes, unpackedBytes }: Required<Limits>): SourceLimits {
  return { archiveBytes, unpackedBytes, files: 100_000 };
}

/** Those of the service. */
export const SERVICE_LIMITS = sourceLimits(DOCUMENTED_LIMITS);
