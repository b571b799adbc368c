import { describe, expect, test } from "vitest";
import { type CapabilityRow, capabilities, evaluator } from "../capabilities/read.ts";
import { type TestedFunction, useHost } from "./host.ts";

const host = useHost();
const opened = new Map<string, Promise<TestedFunction>>();

/** One instance for all rows of a kind: what a row leaves behind may not change the next. */
function functionFor(entrypoint: string): Promise<TestedFunction> {
  const fn = opened.get(entrypoint) ?? host.open(evaluator, { entrypoint, executionTimeoutMs: 20_000 });
  opened.set(entrypoint, fn);
  return fn;
}

describe.each(capabilities)("$what", ({ rows }) => {
  test.each(rows)("$name", async (row) => {
    const fn = await functionFor(row.handler === "async" ? "main.coroutine" : "main.handler");
    expect(await fn.invoke({ code: row.code })).toEqual({ value: outcomeOf(row) });
  });
});

function outcomeOf({ gives, raises, says = "" }: CapabilityRow): unknown {
  return raises === undefined ? { gives } : { raises, says: expect.stringContaining(says) };
}
