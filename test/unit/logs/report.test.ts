import { describe, expect, test } from "vitest";
import { type Figures, reportOf } from "../../../src/logs/report.ts";
import { contractRows } from "../../contract/read.ts";

interface BillingRow {
  readonly callDurationMs: number;
  readonly queuingDurationMs: number;
  readonly durationMs: number;
  readonly billedDurationMs: number;
}

const FIGURES: Figures = {
  queuingDurationMs: 0,
  callDurationMs: 0,
  initDurationMs: undefined,
  memorySizeMb: 128,
  memoryBytes: 0,
  start: "warm",
};

describe("reportOf()", () => {
  test.each(contractRows<BillingRow>("billing"))("$name ($section)", (row) => {
    const { callDurationMs, queuingDurationMs, durationMs, billedDurationMs } = row;
    const report = reportOf({ ...FIGURES, callDurationMs, queuingDurationMs });
    expect(report).toMatchObject({ durationMs, billedDurationMs, queuingDurationMs });
  });

  test.each([
    [0, 0],
    [0.0004, 0],
    [0.001, 100],
    [99.999, 100],
    [100, 100],
    [100.0004, 100],
    [100.001, 200],
    [3_000, 3_000],
  ])("bills %d ms as %d", (callDurationMs, billedDurationMs) => {
    expect(reportOf({ ...FIGURES, callDurationMs }).billedDurationMs).toBe(billedDurationMs);
  });

  test("rounds to three decimals, without a rest of binary fractions", () => {
    expect(reportOf({ ...FIGURES, queuingDurationMs: 0.1, callDurationMs: 0.2 }).durationMs).toBe(0.3);
    expect(reportOf({ ...FIGURES, initDurationMs: 1.23456 }).initDurationMs).toBe(1.235);
  });

  test("has no init duration in a warm call, and one of zero stays", () => {
    expect(reportOf(FIGURES)).not.toHaveProperty("initDurationMs");
    expect(reportOf({ ...FIGURES, initDurationMs: 0 }).initDurationMs).toBe(0);
  });

  test.each([
    [0, 0],
    [1, 1],
    [31 * 1024 * 1024, 31],
    [31 * 1024 * 1024 + 1, 32],
  ])("tells %d bytes as %d MB", (memoryBytes, maxMemoryUsedMb) => {
    expect(reportOf({ ...FIGURES, memoryBytes })).toMatchObject({ maxMemoryUsedMb, memorySizeMb: 128 });
  });
});
