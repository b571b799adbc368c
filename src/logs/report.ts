import type { Report } from "../api/execution.ts";

/** The measurements of a call. */
export interface Figures {
  readonly queuingDurationMs: number;
  /** From the start of the call to its outcome, the import of the code included. */
  readonly callDurationMs: number;
  readonly initDurationMs: number | undefined;
  readonly memorySizeMb: number;
  /** Of the instance when the call started. */
  readonly memoryBytes: number;
  readonly start: Report["start"];
}

/** The figures in the service's terms (contract 5.5). */
export function reportOf(figures: Figures): Report {
  const durationMs = rounded(figures.queuingDurationMs + figures.callDurationMs);
  return {
    durationMs,
    billedDurationMs: Math.ceil(durationMs / 100) * 100,
    memorySizeMb: figures.memorySizeMb,
    maxMemoryUsedMb: Math.ceil(figures.memoryBytes / (1024 * 1024)),
    queuingDurationMs: rounded(figures.queuingDurationMs),
    ...(figures.initDurationMs !== undefined && { initDurationMs: rounded(figures.initDurationMs) }),
    start: figures.start,
  };
}

/** The service writes three decimals. */
function rounded(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
