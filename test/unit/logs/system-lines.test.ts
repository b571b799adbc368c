import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Report } from "../../../src/api/execution.ts";
import type { LogRecord } from "../../../src/api/log.ts";
import { systemLines } from "../../../src/logs/system-lines.ts";

const ID = "804805c5-18ee-4f71-8ccd-a73e01343b94";
const COLD: Report = {
  durationMs: 194.747,
  billedDurationMs: 200,
  memorySizeMb: 256,
  maxMemoryUsedMb: 11,
  queuingDurationMs: 0.044,
  initDurationMs: 192.363,
  start: "cold",
};
const { initDurationMs: _, ...withoutInit } = COLD;
const WARM: Report = { ...withoutInit, start: "warm", durationMs: 1, queuingDurationMs: 0 };

beforeEach(() => {
  vi.useFakeTimers({ now: 1_700_000_000_123 });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("a system line", () => {
  const lines = systemLines(ID);
  test.each<[string, string, () => LogRecord]>([
    ["INFO", `START RequestID: ${ID} Version: d4e1`, () => lines.start("d4e1")],
    ["INFO", `END RequestID: ${ID}`, () => lines.end()],
    [
      "INFO",
      `REPORT RequestID: ${ID} Duration: 194.747 ms Billed Duration: 200 ms Memory Size: 256 MB Max Memory Used: 11 MB Queuing Duration: 0.044 ms Function Init Duration: 192.363 ms`,
      () => lines.report(COLD),
    ],
    [
      "INFO",
      `REPORT RequestID: ${ID} Duration: 1.000 ms Billed Duration: 200 ms Memory Size: 256 MB Max Memory Used: 11 MB Queuing Duration: 0.000 ms`,
      () => lines.report(WARM),
    ],
    [
      "ERROR",
      `ERROR RequestID: ${ID} Code: 504 Message: Execution timeout exceeded`,
      () => lines.error(504, "Execution timeout exceeded"),
    ],
    ["ERROR", "Traceback\r  File\rKeyError: 'a'", () => lines.traceback("Traceback\n  File\nKeyError: 'a'")],
    ["WARN", "Beware.", () => lines.warning("Beware.")],
  ])("of level %s is %s", (level, message, make) => {
    expect(make()).toMatchObject({
      level,
      message,
      source: "system",
      requestId: ID,
      timestamp: 1_700_000_000_123,
    });
  });

  test("carries the ids in START alone", () => {
    expect(lines.start("d4e1").payload).toEqual({ request_id: ID, version_id: "d4e1" });
    for (const line of [lines.end(), lines.report(COLD), lines.error(499, "x"), lines.warning("x")]) {
      expect(line.payload).toBeUndefined();
    }
  });

  test("is stamped when it is made", () => {
    const before = lines.end();
    vi.advanceTimersByTime(50);
    expect(lines.end().timestamp - before.timestamp).toBe(50);
  });
});
