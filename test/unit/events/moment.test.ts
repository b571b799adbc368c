import { describe, expect, test } from "vitest";
import {
  epochMs,
  goTime,
  type Instant,
  instantOf,
  protobufTime,
  rfc3339,
} from "../../../src/events/moment.ts";

describe("a time", () => {
  test.each([
    ["2019-12-04T12:05:14.227761Z", 1_575_461_114, 227_761_000],
    ["2019-12-04T12:05:14Z", 1_575_461_114, 0],
    ["2019-09-25T15:51:17.872320525Z", 1_569_426_677, 872_320_525],
    ["1969-12-31T23:59:59.5Z", -1, 500_000_000],
  ])("of text %s is kept to the nanosecond, and as it is", (text, epochSeconds, nanos) => {
    expect(instantOf(text)).toEqual({ epochSeconds, nanos, text });
    expect(rfc3339(instantOf(text) as Instant, 6)).toBe(text);
  });

  test.each([
    "",
    "yesterday",
    "2019-12-04",
    "2019-12-04T12:05:14",
    "2019-12-04T12:05:14+03:00",
    "2019-12-04T12:05:14.1234567890Z",
    "2019-02-30T00:00:00Z",
    "2019-13-01T00:00:00Z",
    1_575_461_114,
    null,
    new Date(Number.NaN),
  ])("is refused when it is %j", (value) => {
    expect(instantOf(value)).toBeUndefined();
  });

  test.each([
    [0, "2021-09-02T18:29:17Z"],
    [6, "2021-09-02T18:29:17.118000Z"],
    [9, "2021-09-02T18:29:17.118000000Z"],
  ] as const)("of a Date has %i digits where the service writes so many", (digits, expected) => {
    expect(rfc3339(instantOf(new Date(1_630_607_357_118)) as Instant, digits)).toBe(expected);
  });

  test.each([
    ["2021-09-02T18:29:17.118082213Z", "2021-09-02 18:29:17.118082213 +0000 UTC"],
    ["2021-09-02T18:29:17.118Z", "2021-09-02 18:29:17.118 +0000 UTC"],
    ["2021-09-02T18:29:10.000Z", "2021-09-02 18:29:10 +0000 UTC"],
    ["2021-09-02T18:29:10.00001Z", "2021-09-02 18:29:10.00001 +0000 UTC"],
  ])("%s is %s in Go", (text, expected) => {
    expect(goTime(instantOf(text) as Instant)).toBe(expected);
  });

  test("before 1970 keeps its nanoseconds positive", () => {
    const instant = instantOf(new Date(-1)) as Instant;
    expect(protobufTime(instant)).toEqual({ seconds: -1, nanos: 999_000_000 });
    expect(epochMs(instant)).toBe(-1);
  });
});
