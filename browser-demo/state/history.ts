import { type Call, verdictOf } from "./call.ts";

export function durationMsOf({ ending }: Call): number {
  return ending?.kind === "answered" ? (ending.execution?.report.durationMs ?? 0) : 0;
}

export interface Summary {
  readonly calls: number;
  readonly medianMs: number;
  readonly cold: number;
  readonly failed: number;
}

export function summaryOf(calls: readonly Call[]): Summary {
  const isCold = ({ ending }: Call): boolean =>
    ending?.kind === "answered" && ending.execution?.report.start === "cold";
  return {
    calls: calls.length,
    medianMs: median(calls.map(durationMsOf)),
    cold: calls.filter(isCold).length,
    failed: calls.filter((call) => verdictOf(call) === "failed").length,
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length >> 1;
  if (sorted.length % 2 === 1) return sorted[middle] as number;
  return ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

const LEAST_PERCENT = 4;

/**
 * The height of each call's bar in percent. By the logarithm: a cold start takes a hundred times as long as a warm call,
 * and both are to be seen.
 */
export function heightsOf(calls: readonly Call[]): readonly number[] {
  const logs = calls.map((call) => Math.log10(1 + durationMsOf(call)));
  const highest = Math.max(...logs, 1);
  return logs.map((log) => Math.max(LEAST_PERCENT, Math.round((100 * log) / highest)));
}
