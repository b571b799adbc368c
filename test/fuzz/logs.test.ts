import fc from "fast-check";
import { expect, test } from "vitest";
import type { LogRecord } from "../../src/api/log.ts";
import { streamRecords } from "../../src/logs/stream-record.ts";
import { anyJson, anyText } from "./arbitraries.ts";

const ORIGIN = { timestamp: 1, requestId: "r", source: "stdout" } as const;
const LEVELS = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"];

test("any line is a record, and says all that it said", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        anyText(),
        anyStructuredLine(),
        anyJson().map((value) => JSON.stringify(value)),
      ),
      (line) => {
        const record = onlyRecord(line, true);
        expect(record).toMatchObject(ORIGIN);
        expect(typeof record.message).toBe("string");
        if (record.level !== undefined) expect(LEVELS).toContain(record.level);
        if (!isStructured(line)) expect(record).toEqual({ ...ORIGIN, message: line });
        else expect(membersOf(record)).toEqual(membersIn(line));
      },
    ),
  );
});

test("where lines are not structured, each is its own text", () => {
  fc.assert(
    fc.property(anyStructuredLine(), (line) => {
      expect(onlyRecord(line, false)).toEqual({ ...ORIGIN, message: line });
    }),
  );
});

test("a line that is too long is cut between characters, and nothing of it is lost", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "binary", minLength: 1, maxLength: 50 }),
      fc.integer({ min: 1, max: 200_000 }),
      (text, length) => {
        const line = text.repeat(Math.ceil(length / text.length)).slice(0, length);
        const messages = streamRecords(line, ORIGIN, true).map(({ message }) => message);
        expect(messages.join("") === line).toBe(true);
        expect(messages.every((message) => Buffer.byteLength(message) <= 65_536)).toBe(true);
        expect(messages.slice(1).every((message) => !/^[\udc00-\udfff]/.test(message))).toBe(true);
      },
    ),
    { numRuns: 100 },
  );
});

function onlyRecord(line: string, isStructuredLogging: boolean): LogRecord {
  const records = streamRecords(line, ORIGIN, isStructuredLogging);
  expect(records).toHaveLength(1);
  return records[0] as LogRecord;
}

/** Objects that look like structured lines, with some member of the wrong type. */
function anyStructuredLine(): fc.Arbitrary<string> {
  const name = fc.oneof(fc.constantFrom("message", "msg", "level", "stream_name"), anyText());
  const value = fc.oneof(
    anyText(),
    fc.constantFrom<unknown>("INFO", "info", null, "s".repeat(64)),
    anyJson(),
  );
  return fc
    .array(fc.tuple(name, value), { maxLength: 6 })
    .map((members) => JSON.stringify(Object.fromEntries(members)));
}

function isStructured(line: string): boolean {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
    const { message, msg } = value as Record<string, unknown>;
    return typeof (message ?? msg) === "string";
  } catch {
    return false;
  }
}

/** All that a record tells besides its message, as pairs: `__proto__` is a name like others. */
function membersOf({ message, level, streamName, payload }: LogRecord): unknown {
  const told = Object.entries(payload ?? {});
  if (level !== undefined) told.push(["level", level]);
  if (streamName !== undefined) told.push(["stream_name", streamName]);
  return { message, told: sorted(told) };
}

function membersIn(line: string): unknown {
  const members: Record<string, unknown> = JSON.parse(line);
  const name = members["message"] === undefined || members["message"] === null ? "msg" : "message";
  return { message: members[name], told: sorted(Object.entries(members).filter(([key]) => key !== name)) };
}

function sorted(pairs: [string, unknown][]): unknown {
  return pairs.toSorted(([one], [other]) => (one < other ? -1 : 1));
}
