import { afterEach, expect, test, vi } from "vitest";

const source = {
  "main.py": `
import time

def handler(event, context):
    time.sleep(event)
    return [time.time(), context.get_remaining_time_in_millis()]
`,
};

afterEach(() => {
  vi.useRealTimers();
});

test("fake timers, set before pythonless is imported, stop neither its clock nor its deadlines", async () => {
  const today = Date.now();
  vi.useFakeTimers({ now: 0 });
  const { createFunction } = await import("pythonless");
  const fn = createFunction({ source, entrypoint: "main.handler", executionTimeoutMs: 20_000 });
  const [seconds, remainingMs] = (await fn.invoke(0)) as [number, number];
  expect(seconds * 1000).toBeGreaterThan(today - 1_000);
  expect(remainingMs).toBeGreaterThan(0);
  expect(remainingMs).toBeLessThanOrEqual(20_000);
  await fn.close();
  const impatient = createFunction({ source, entrypoint: "main.handler", executionTimeoutMs: 500 });
  const { outcome, report } = await impatient.execute(60);
  expect(outcome).toBe("timeout");
  expect(report.durationMs).toBeGreaterThan(490);
  await impatient.close();
});
