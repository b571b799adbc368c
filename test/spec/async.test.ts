import { describe, expect, test, vi } from "vitest";
import type { FunctionOptions } from "../../src/index.ts";
import { contractRows } from "../contract/read.ts";
import type { PlainRequest, Told } from "./driver.ts";
import { type TestedFunction, useHost } from "./host.ts";

const host = useHost();

interface AsyncRow {
  readonly handler: string;
  readonly maxRetries?: number;
  readonly options?: Partial<FunctionOptions>;
  readonly request: Omit<PlainRequest, "url">;
  /** Whether the call is sure to be still going on when its answer is there. */
  readonly pending?: boolean;
  /** Whether the function is closed during the call. */
  readonly closed?: boolean;
  readonly told: {
    readonly destination: Told["destination"];
    readonly event: unknown;
    readonly attempts: number;
    readonly outcome: string;
    readonly value?: unknown;
    readonly code?: string;
  };
}

describe("a call with integration=async", () => {
  test.each(contractRows<AsyncRow>("async"))("$name ($section)", async (row) => {
    const { handler, maxRetries = 0, options, request, pending, closed, told } = row;
    const fn = await host.open(handler, { ...options, async: { maxRetries } });
    const response = await fn.fetch({ url: "http://localhost/?integration=async", ...request });
    expect([response.status, response.body]).toEqual([202, ""]);
    if (pending) expect(await fn.told()).toEqual([]);

    if (closed) await closeDuringCall(fn);
    else await vi.waitUntil(async () => (await fn.told()).length > 0, { timeout: 30_000, interval: 50 });
    expect((await fn.told()).map(summary)).toEqual([{ value: undefined, code: undefined, ...told }]);
    await allHaveTheIdOf(response.headers, fn);
  });
});

async function closeDuringCall(fn: TestedFunction): Promise<void> {
  await vi.waitUntil(async () => (await fn.heard()).length > 0, { timeout: 30_000, interval: 50 });
  await fn.close();
}

function summary({ destination, event, attempts, execution }: Told) {
  const { outcome, value, error } = execution;
  return { destination, event, attempts, outcome, value, code: error?.code };
}

async function allHaveTheIdOf(headers: readonly (readonly [string, string])[], fn: TestedFunction) {
  const requestId = Object.fromEntries(headers)["x-request-id"];
  const ids = (await fn.heard()).map((record) => record.requestId);
  expect(new Set(ids)).toEqual(new Set([requestId]));
}
