import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { runNode } from "./command.ts";

const project = join(inject("app"), "vitest");
const runner = "node_modules/vitest/vitest.mjs";

test.each([
  ["threads", "node"],
  ["threads", "happy-dom"],
  ["forks", "node"],
  ["forks", "happy-dom"],
])("a user's Vitest passes and ends by itself with %s in %s", async (pool, environment) => {
  const flags = [`--pool=${pool}`, `--environment=${environment}`, "--testTimeout=30000", "--reporter=json"];
  const ended = await runNode([runner, "run", ...flags], { cwd: project, limitMs: 90_000 });
  expect(ended.code, ended.stdout + ended.stderr).toBe(0);
  expect(JSON.parse(ended.stdout)).toMatchObject({ numPassedTests: 4, numFailedTests: 0 });
  // What Vitest says when it ends workers that would not end, and passes all the same.
  expect(ended.stderr).not.toMatch(/hang|timed out|prevents|terminat/i);
});
