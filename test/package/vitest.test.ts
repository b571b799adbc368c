import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { runNode } from "./command.ts";

const project = join(inject("app"), "vitest");
const runner = "node_modules/vitest/vitest.mjs";

/** docs/test-runners.md says that every pool works with every environment; these rows differ most from each other. */
test.each([
  "--pool=forks --environment=node",
  "--pool=forks --environment=happy-dom",
  "--pool=threads --environment=jsdom",
  "--pool=threads --environment=node --no-isolate",
  "--pool=vmThreads --environment=jsdom",
  "--pool=vmForks --environment=happy-dom",
])("a user's Vitest passes and ends by itself with %s", async (flags) => {
  const more = ["--testTimeout=30000", "--reporter=json"];
  const ended = await runNode([runner, "run", ...flags.split(" "), ...more], {
    cwd: project,
    limitMs: 90_000,
  });
  expect(ended.code, ended.stderr + ended.stdout.slice(-3_000)).toBe(0);
  expect(JSON.parse(ended.stdout)).toMatchObject({ numPassedTests: 13, numFailedTests: 0 });
  // What Vitest says when it ends workers that would not end, and passes all the same.
  expect(ended.stderr).not.toMatch(/hang|timed out|prevents|terminat/i);
});
