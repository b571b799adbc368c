import { describe, expect, test } from "vitest";
import { argumentOf, type EventColumns, type EventRow } from "../contract/events.ts";
import { contractRows } from "../contract/read.ts";
import { type TestedFunction, useHost } from "./host.ts";

const host = useHost();

/** What can be sent to a page as it is: a `Date` and bytes cannot. */
const rows = contractRows<EventColumns>("events").filter((row) => row.event && !row.binary && !row.dates);

const ECHO = `
def handler(event, context):
    assert type(event) is dict, type(event)
    return event
`;

describe("an event arrives as the dict of the contract, its keys in order", () => {
  let opened: Promise<TestedFunction> | undefined;

  test.each(rows)("$builder: $name ($section)", async (row: EventRow) => {
    opened ??= host.open(ECHO);
    const fn = await opened;
    const execution = await fn.execute(await host.event(row.builder, argumentOf(row)));
    expect(execution.error).toBeUndefined();
    expect(JSON.stringify(JSON.parse(execution.text ?? "null"))).toBe(JSON.stringify(row.event));
  });
});
