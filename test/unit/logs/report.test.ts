import { describe, expect, test } from "vitest";
import { type Figures, reportOf } from "../../../src/logs/report.ts";

const FIGURES: Figures = {
  queuingDurationMs: 0,
  callDurationMs: 0,
  initDurationMs: undefined,
  memorySizeMb: 128,
  memoryBytes: 0,
  start: "warm",
};

describe("reportOf()", () => {
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

  test("counts the time in the queue", () => {
    expect(reportOf({ ...FIGURES, queuingDurationMs: 60.1, callDurationMs: 40.2 })).toMatchObject({
      durationMs: 100.3,
      queuingDurationMs: 60.1,
      billedDurationMs: 200,
    });
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
