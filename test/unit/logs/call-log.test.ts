import { describe, expect, test } from "vitest";
import type { LogRecord } from "../../../src/api/log.ts";
import { CallLog } from "../../../src/logs/call-log.ts";
import { writeStream } from "../../../src/logs/write-stream.ts";
import { nextTurn } from "../turns.ts";

const RECORD: LogRecord = { timestamp: 1, requestId: "r", source: "system", message: "START" };
const LINES = { kind: "log", source: "stderr", timestamp: 2, lines: ['{"msg": "a"}', "b"] } as const;

type OnLog = (record: LogRecord) => void;

function open(onLog: OnLog | undefined, { isStructuredLogging = true, isKept = true } = {}) {
  return new CallLog("r", { isStructuredLogging, onLog }, isKept);
}

describe("the log of a call", () => {
  test("is kept in order, and told as it is written", () => {
    const heard: LogRecord[] = [];
    const log = open((record) => heard.push(record));
    log.write(() => RECORD);
    expect(heard).toEqual([RECORD]);
    writeStream(log, LINES);
    expect(log.records.map(({ message }) => message)).toEqual(["START", "a", "b"]);
    expect(log.records.at(-1)).toEqual({ timestamp: 2, requestId: "r", source: "stderr", message: "b" });
    expect(heard).toEqual(log.records);
  });

  test("writes the service's lines with the call's id", () => {
    const log = open(undefined);
    log.write((lines) => lines.end());
    expect(log.records).toMatchObject([{ requestId: "r", message: "END RequestID: r" }]);
  });

  test("that nobody keeps is told all the same", () => {
    const heard: LogRecord[] = [];
    const log = open((record) => heard.push(record), { isKept: false });
    log.write(() => RECORD);
    writeStream(log, LINES);
    expect(heard.map(({ message }) => message)).toEqual(["START", "a", "b"]);
    expect(log.records).toEqual([]);
  });

  test("that nobody keeps or hears is not made", () => {
    const log = open(undefined, { isKept: false });
    log.write(() => {
      throw new Error("made");
    });
    writeStream(log, LINES);
    expect(log.records).toEqual([]);
  });

  test("keeps JSON as text where structured logging is off", () => {
    const log = open(() => {}, { isStructuredLogging: false });
    writeStream(log, LINES);
    expect(log.records.map(({ message }) => message)).toEqual(['{"msg": "a"}', "b"]);
  });

  test("goes on when a listener throws", () => {
    const log = open(() => {
      throw new Error("listener");
    });
    log.write(() => RECORD);
    writeStream(log, LINES);
    expect(log.records).toHaveLength(3);
  });

  test("lets the rejection of an async listener be no unhandled one", async () => {
    const unhandled: unknown[] = [];
    const listen = (reason: unknown) => unhandled.push(reason);
    process.on("unhandledRejection", listen);
    open(async () => {
      throw new Error("listener");
    }).write(() => RECORD);
    await nextTurn();
    process.off("unhandledRejection", listen);
    expect(unhandled).toEqual([]);
  });
});
