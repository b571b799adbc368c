import { expect, test } from "vitest";
import { wantsColour } from "../../../src/cli/log.ts";

interface Case {
  readonly what: string;
  readonly isTTY: boolean;
  readonly environment: Readonly<Record<string, string>>;
  readonly expected: boolean;
}

test.each<Case>([
  { what: "a terminal has colour", isTTY: true, environment: {}, expected: true },
  { what: "a pipe has none", isTTY: false, environment: {}, expected: false },
  { what: "NO_COLOR takes it", isTTY: true, environment: { NO_COLOR: "1" }, expected: false },
  { what: "an empty NO_COLOR is none", isTTY: true, environment: { NO_COLOR: "" }, expected: true },
  { what: "a dumb terminal has none", isTTY: true, environment: { TERM: "dumb" }, expected: false },
  { what: "FORCE_COLOR gives it to a pipe", isTTY: false, environment: { FORCE_COLOR: "1" }, expected: true },
  {
    what: "FORCE_COLOR wins over NO_COLOR",
    isTTY: false,
    environment: { FORCE_COLOR: "1", NO_COLOR: "1" },
    expected: true,
  },
  { what: "FORCE_COLOR=0 takes it", isTTY: true, environment: { FORCE_COLOR: "0" }, expected: false },
])("$what", ({ isTTY, environment, expected }) => {
  expect(wantsColour({ isTTY, write: () => {} }, environment)).toBe(expected);
});
