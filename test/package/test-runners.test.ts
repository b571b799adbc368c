import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { runNode } from "./command.ts";
import { tools } from "./tools.ts";

const project = (name: string): string => join(inject("app"), name);

test.each(["node", "jsdom"])(
  "a user's Jest passes and ends by itself with the environment %s",
  async (name) => {
    const modules = await tools();
    const environment = name === "node" ? name : join(modules, "jest-environment-jsdom/build/index.js");
    const runner = ["--experimental-vm-modules", join(modules, "jest/bin/jest.js"), `--env=${environment}`];
    const ended = await runNode([...runner, "--json"], { cwd: project("jest"), limitMs: 90_000 });
    expect(ended.code, ended.stdout + ended.stderr).toBe(0);
    expect(JSON.parse(ended.stdout)).toMatchObject({ numPassedTests: 3, numFailedTests: 0 });
    expect(ended.stderr).not.toMatch(/did not exit|failed to exit|torn down/);
  },
);

test("a user's node:test passes and ends by itself", async () => {
  const ended = await runNode(["--test", "--test-reporter=tap"], {
    cwd: project("node-test"),
    limitMs: 90_000,
  });
  expect(ended.code, ended.stdout + ended.stderr).toBe(0);
  expect(ended.stdout).toContain("# pass 2");
});
