import { describe, expect, test } from "vitest";
import { durationMs, environmentPairs, portNumber, sizeMb } from "../../../src/cli/values.ts";

describe("a duration", () => {
  test.each([
    ["3s", 3_000],
    ["500ms", 500],
    ["1m", 60_000],
    ["1m30s", 90_000],
    ["1.5s", 1_500],
    ["1h", 3_600_000],
  ])("%s is %i milliseconds", (text, expected) => {
    expect(durationMs(text)).toBe(expected);
  });

  test.each(["3", "", "s", "3 s", "-1s", "3sec", "1s!", "NaNs"])("cannot be written %j", (text) => {
    expect(() => durationMs(text)).toThrow("3s, 500ms or 1m30s");
  });
});

describe("a size", () => {
  test.each([
    ["128MB", 128],
    ["1GB", 1024],
    ["256mb", 256],
    ["1.5GB", 1536],
  ])("%s is %i megabytes", (text, expected) => {
    expect(sizeMb(text)).toBe(expected);
  });

  test.each(["128", "", "MB", "1TB", "-1GB", "128 MB"])("cannot be written %j", (text) => {
    expect(() => sizeMb(text)).toThrow("128MB or 1GB");
  });
});

describe("a port", () => {
  test.each(["0", "8080", "65535"])("can be %s", (text) => {
    expect(portNumber(text)).toBe(Number(text));
  });

  test.each(["", "65536", "-1", "80.5", "http", "0x50"])("cannot be %j", (text) => {
    expect(() => portNumber(text)).toThrow("0 to 65535");
  });
});

describe("environment variables", () => {
  test("gather over repeated flags, the last one winning", () => {
    expect(environmentPairs("A=2", environmentPairs("A=1", { B: "1" }))).toEqual({ A: "2", B: "1" });
  });

  test.each([
    ["A=1,B=2", { A: "1", B: "2" }],
    ["LIST=a,b", { LIST: "a,b" }],
    ["A==x=y", { A: "=x=y" }],
    ["EMPTY=", { EMPTY: "" }],
    ["TEXT=one\ntwo", { TEXT: "one\ntwo" }],
  ])("%j is %j", (text, expected) => {
    expect(environmentPairs(text)).toEqual(expected);
  });

  test.each(["A", "=1", ""])("cannot be written %j", (text) => {
    expect(() => environmentPairs(text)).toThrow("NAME=VALUE");
  });
});
