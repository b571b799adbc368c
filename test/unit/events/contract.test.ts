import { describe, expect, test } from "vitest";
import { events } from "../../../src/events/index.ts";
import { argumentOf, type EventColumns, type EventRow } from "../../contract/events.ts";
import { contractRows } from "../../contract/read.ts";

type Build = (argument: unknown) => unknown;

const builders = events as unknown as Readonly<Record<string, Build>>;
const buildOf = ({ builder }: EventRow): Build => {
  const build = builders[builder];
  if (!build) throw new Error(`no builder ${builder}`);
  return build;
};
const rows = contractRows<EventColumns>("events");

describe("an event", () => {
  test.each(rows.filter((row) => row.event))("$builder: $name ($section)", (row) => {
    const event = buildOf(row)(argumentOf(row));
    expect(event).toEqual(row.event);
    // The order of keys too: functions print their events.
    expect(JSON.stringify(event)).toBe(JSON.stringify(row.event));
  });

  test.each(rows.filter((row) => row.refusal))("$builder: $name ($section)", (row) => {
    expect(() => buildOf(row)(argumentOf(row))).toThrow(
      expect.objectContaining({ name: "UsageError", code: "INVALID_EVENT", message: row.refusal }),
    );
  });

  test("has a row for every builder", () => {
    expect([...new Set(rows.map((row) => row.builder))].sort()).toEqual(Object.keys(events).sort());
  });
});
