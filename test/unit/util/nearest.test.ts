import { expect, test } from "vitest";
import { nearestNames } from "../../../src/util/nearest.ts";

const NAMES = ["source", "entrypoint", "environment", "executionTimeoutMs", "memoryMb", "scaling", "onLog"];

test.each([
  ["a letter left out", "entrypont", ["entrypoint"]],
  ["a letter too many", "memoryyMb", ["memoryMb"]],
  ["another letter", "scoling", ["scaling"]],
  ["two letters that changed places", "sclaing", ["scaling"]],
  ["another case", "onlog", ["onLog"]],
  ["a part of the name", "timeout", ["executionTimeoutMs"]],
  ["a letter at the end", "scalings", ["scaling"]],
  ["what two names begin with", "en", ["entrypoint", "environment"]],
  ["nothing that is near", "handler", []],
  ["a single letter", "x", []],
  ["no letter", "", []],
])("%s: %s", (_kind, asked, expected) => {
  expect(nearestNames(asked, NAMES)).toEqual(expected);
});
