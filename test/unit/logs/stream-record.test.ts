import { describe, expect, test } from "vitest";
import type { LogRecord } from "../../../src/api/log.ts";
import { streamRecords } from "../../../src/logs/stream-record.ts";

const ORIGIN = { timestamp: 1, requestId: "r", source: "stdout" } as const;
const KILOBYTES_64 = 65_536;

function record(line: string, isStructuredLogging = true) {
  const [first, ...others] = streamRecords(line, ORIGIN, isStructuredLogging);
  expect(others).toEqual([]);
  const { timestamp, requestId, source, ...rest } = first as LogRecord;
  expect({ timestamp, requestId, source }).toEqual(ORIGIN);
  return rest;
}

describe("a line is text without a level", () => {
  test.each([
    ["plain text", "hello"],
    ["an empty line", ""],
    ["a prefix that looks like a level", "[ERROR] no"],
    ["an array", '["message"]'],
    ["JSON text in quotes", '"message"'],
    ["an object without a message", '{"level": "INFO"}'],
    ["a message that is a number", '{"message": 5, "msg": "x"}'],
    ["a message that is null", '{"message": null}'],
    ["a message that is an object", '{"msg": {}}'],
    ["broken JSON", '{"message": "x"'],
    ["two objects", '{"message": "x"} {"message": "y"}'],
    ["an object with text before it", 'got {"message": "x"}'],
  ])("%s", (_, line) => {
    expect(record(line)).toEqual({ message: line });
  });

  test("with structured logging off, whatever it is", () => {
    expect(record('{"message": "x", "level": "INFO"}', false)).toEqual({
      message: '{"message": "x", "level": "INFO"}',
    });
  });
});

describe("a line is structured", () => {
  test.each<[string, string, object]>([
    ["with message", '{"message": "x"}', { message: "x" }],
    ["with msg", '{"msg": "x"}', { message: "x" }],
    [
      "with both: the second is one of the others",
      '{"msg": "y", "message": "x"}',
      { message: "x", payload: { msg: "y" } },
    ],
    [
      "with a null message and msg",
      '{"message": null, "msg": "x"}',
      { message: "x", payload: { message: null } },
    ],
    ["with an empty message", '{"message": ""}', { message: "" }],
    [
      "with others",
      '{"message": "x", "a": [1], "request_id": "q"}',
      { message: "x", payload: { a: [1], request_id: "q" } },
    ],
    [
      "with __proto__",
      '{"message": "x", "__proto__": {"level": "INFO"}}',
      { message: "x", payload: JSON.parse('{"__proto__": {"level": "INFO"}}') },
    ],
    ["with space after it", '{"message": "x"} ', { message: "x" }],
  ])("%s", (_, line, expected) => {
    expect(record(line)).toEqual(expected);
    expect(Object.getPrototypeOf(record(line).payload ?? {})).toBe(Object.prototype);
  });

  test.each(["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"])("with level %s", (level) => {
    expect(record(JSON.stringify({ message: "x", level }))).toEqual({ message: "x", level });
  });

  test.each(["WARNING", "info", "", "constructor", "__proto__", "toString", 30, null, ["INFO"]])(
    "with %j, which is no level and stays in the payload",
    (level) => {
      expect(record(JSON.stringify({ message: "x", level }))).toEqual({ message: "x", payload: { level } });
    },
  );

  test.each(["s", "s".repeat(63)])("with the stream name %s", (stream_name) => {
    expect(record(JSON.stringify({ message: "x", stream_name }))).toEqual({
      message: "x",
      streamName: stream_name,
    });
  });

  test.each(["", "s".repeat(64), 5])(
    "with %j, which is no stream name and stays in the payload",
    (stream_name) => {
      expect(record(JSON.stringify({ message: "x", stream_name }))).toEqual({
        message: "x",
        payload: { stream_name },
      });
    },
  );
});

describe("a line of 64 KB is structured, a byte more is text, and split", () => {
  const FRAME = '{"message":""}'.length;
  test.each([
    ["one byte each", "a", 1],
    ["two bytes each", "я", 2],
    ["four bytes each", "😀", 4],
  ])("in characters of %s", (_, character, bytes) => {
    const room = KILOBYTES_64 - FRAME;
    const message = character.repeat(Math.floor(room / bytes)) + "a".repeat(room % bytes);
    expect(record(`{"message":"${message}"}`).message).toBe(message);
    const longer = `{"message":"${message}a"}`;
    const messages = streamRecords(longer, ORIGIN, true).map((record) => record.message);
    expect(messages).toHaveLength(2);
    expect(messages.join("")).toBe(longer);
  });
});

test("a long line is split between characters, each piece of 64 KB at most", () => {
  const line = `a${"😀".repeat(40_000)}`;
  const records = streamRecords(line, ORIGIN, true);
  const sizes = records.map((record) => new TextEncoder().encode(record.message).length);
  expect(sizes).toEqual([65_533, 65_536, 28_932]);
  expect(records.map((record) => record.message).join("")).toBe(line);
});
