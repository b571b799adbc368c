import { expect, test } from "vitest";
import { inFlagWords } from "../../../src/cli/flag-words.ts";

test.each([
  ["entrypoint: expected <file>.<callable>", "--entrypoint: expected <file>.<callable>"],
  ["environment.PATH: this variable is set", "--environment PATH: this variable is set"],
  ["wheels[1] (a.whl): expected a wheel", "--wheel (a.whl): expected a wheel"],
  ["memoryMb: expected a multiple of 128", "--memory: expected a multiple of 128"],
  ["source: expected a folder", "SOURCE: expected a folder"],
  ["The service refuses more; limits.environmentBytes allows it here.", "The service refuses more."],
  ["Raise executionTimeoutMs or else", "Raise --execution-timeout or else"],
  ["The file before the last dot of the entry point must lie in the source", undefined],
])("%j speaks of flags", (sentence, expected = sentence) => {
  expect(inFlagWords(sentence)).toBe(expected);
});
