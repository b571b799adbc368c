import { expect, test } from "vitest";
import { withNearestFlag } from "../../../src/cli/flag-words.ts";

const FLAGS = [
  "--entrypoint",
  "--environment",
  "--env-file",
  "--execution-timeout",
  "--memory",
  "--data-stdin",
  "--json",
];

test.each([
  ["--timeout", "(Did you mean --execution-timeout?)"],
  ["--mem", "(Did you mean --memory?)"],
  ["--env", "(Did you mean one of --environment, --env-file?)"],
  ["--envronment=A=1", "(Did you mean --environment?)"],
  ["--stdin", "(Did you mean --data-stdin?)"],
])("%s is near: %s", (asked, expected) => {
  expect(withNearestFlag(`error: unknown option '${asked}'\n`, FLAGS)).toBe(
    `error: unknown option '${asked}'\n${expected}\n`,
  );
});

test.each([
  "error: unknown option '--qux'\n",
  "error: unknown option '--jsn'\n(Did you mean --json?)\n",
  "error: missing required argument 'source'\n",
])("%j stays as it is", (message) => {
  expect(withNearestFlag(message, FLAGS)).toBe(message);
});
