import { describe, expect, test } from "vitest";
import { renderRecord } from "../../../src/cli/log.ts";
import { record } from "./fake-terminal.ts";

const TIME = Date.UTC(2023, 0, 7, 9, 46, 20, 999);
const plain = { colour: false };
const coloured = { colour: true };

describe("a record in the vendor's shape", () => {
  test("has the time in UTC and the level right-aligned in five columns", () => {
    const line = renderRecord(record({ timestamp: TIME, level: "INFO", message: "hello" }), plain);
    expect(line).toBe("2023-01-07 09:46:20  INFO hello");
  });

  test("has blanks for the level of a plain line", () => {
    const line = renderRecord(record({ timestamp: TIME, message: "Starting function" }), plain);
    expect(line).toBe("2023-01-07 09:46:20       Starting function");
  });

  test("hangs the lines that the service joins with carriage returns", () => {
    const message = "Traceback (most recent call last):\r  File\rNameError: x\r";
    const lines = renderRecord(record({ timestamp: TIME, level: "ERROR", message }), plain).split("\n");
    expect(lines).toEqual([
      "2023-01-07 09:46:20 ERROR Traceback (most recent call last):",
      `${" ".repeat(26)}  File`,
      `${" ".repeat(26)}NameError: x`,
    ]);
  });

  test("shows the other members of a structured line, but not those of the service's own", () => {
    const payload = { user: 7 };
    expect(renderRecord(record({ message: "in", payload }), plain)).toMatch(/ in \{"user":7\}$/);
    expect(renderRecord(record({ message: "START", source: "system", payload }), plain)).toMatch(/ START$/);
  });
});

describe("colour", () => {
  test("is absent unless asked for", () => {
    const line = renderRecord(record({ level: "ERROR", message: "no", payload: { a: 1 } }), plain);
    expect(line).not.toContain("\u001b");
  });

  test.each([
    ["ERROR", "\u001b[31mERROR"],
    ["FATAL", "\u001b[31mFATAL"],
    ["WARN", "\u001b[33m WARN"],
  ] as const)("marks the level %s", (level, expected) => {
    expect(renderRecord(record({ level, message: "no" }), coloured)).toContain(expected);
  });

  test("dims the service's own lines as a whole, save its errors", () => {
    const system = { source: "system", message: "END" } as const;
    expect(renderRecord(record({ ...system, level: "INFO" }), coloured)).toBe(
      "\u001b[2m1970-01-01 00:00:00  INFO END\u001b[22m",
    );
    expect(renderRecord(record({ ...system, level: "ERROR" }), coloured)).toBe(
      "\u001b[2m1970-01-01 00:00:00\u001b[22m \u001b[31mERROR\u001b[39m END",
    );
  });
});
