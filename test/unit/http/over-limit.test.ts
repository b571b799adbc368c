import { expect, test } from "vitest";
import { isOverLimit } from "../../../src/http/over-limit.ts";

test.each([
  ["a".repeat(10), false],
  ["a".repeat(11), true],
  ["ж".repeat(5), false],
  ["ж".repeat(6), true],
  ["€".repeat(3), false],
  ["€".repeat(4), true],
  ["🐍".repeat(2), false],
  ["🐍".repeat(3), true],
])("%s is judged by its bytes, not by its length", (text, expected) => {
  expect(isOverLimit(text, 10)).toBe(expected);
});
