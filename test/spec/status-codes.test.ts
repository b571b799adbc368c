import { describe, expect, test } from "vitest";
import type { FunctionOptions } from "../../src/index.ts";
import { contractRows } from "../contract/read.ts";
import type { PlainRequest, PlainResponse } from "./driver.ts";
import { type TestedFunction, useHost } from "./host.ts";

const host = useHost();

interface StatusRow {
  readonly handler: string;
  readonly options?: Partial<FunctionOptions>;
  readonly request: PlainRequest;
  /** How many requests at once; the last one is judged. */
  readonly atOnce?: number;
  /** Whether the function is closed before. */
  readonly closed?: boolean;
  readonly status: number;
  readonly body: string;
}

describe("fetch()", () => {
  test.each(contractRows<StatusRow>("status-codes"))(
    "$name ($section)",
    async ({ handler, options, status, body, ...row }) => {
      const fn = await host.open(handler, options);
      const response = await lastOf(fn, row);
      expect([response?.status, response?.body]).toEqual([status, body]);
    },
  );
});

async function lastOf(
  fn: TestedFunction,
  { request, atOnce = 1, closed }: Pick<StatusRow, "request" | "atOnce" | "closed">,
): Promise<PlainResponse | undefined> {
  if (closed) await fn.close();
  const responses = await Promise.all(Array.from({ length: atOnce }, () => fn.fetch(request)));
  return responses.at(-1);
}
