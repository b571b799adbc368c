import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { type Ended, runNode, userEnvironment } from "./command.ts";

const app = inject("app");
const installed = join(app, "node_modules/pythonless");
const manifest = JSON.parse(readFileSync(join(installed, "package.json"), "utf8")) as {
  readonly version: string;
  readonly bin?: Readonly<Record<string, string>>;
};

test("invoke prints the result, with no python on the PATH", async () => {
  const ended = await pythonless("invoke", ".", "--entrypoint", "main.handler", "-d", '{"a": 1.0}');
  expect(ended.code, ended.stderr).toBe(0);
  expect(ended.stdout).toContain('"a": 1.0');
});

test("a function that fails is exit code 1", async () => {
  const ended = await pythonless("invoke", ".", "--entrypoint", "main.handler", "-d", '"boom"');
  expect(ended.code, ended.stdout).toBe(1);
  expect(ended.stderr).toContain("boom");
});

test.each([
  [["invoke", ".", "--entrypoint", "main.handler", "--no-such-flag"]],
  [["no-such-command"]],
  [["invoke", "no-such-folder", "--entrypoint", "main.handler"]],
])("wrong use is exit code 2: %s", async (flags) => {
  const ended = await pythonless(...flags);
  expect(ended.code, ended.stdout).toBe(2);
  expect(ended.stdout).toBe("");
  expect(ended.stderr).not.toBe("");
});

test("--version prints the package's version", async () => {
  expect((await pythonless("--version")).stdout.trim()).toBe(manifest.version);
});

/** Runs the program that the package installs. */
function pythonless(...programArguments: readonly string[]): Promise<Ended> {
  const program = manifest.bin?.["pythonless"];
  if (program === undefined) throw new Error("The installed package has no bin `pythonless`.");
  const env = { ...withoutPath(userEnvironment()), NO_COLOR: "1" };
  return runNode([join(installed, program), ...programArguments], { cwd: join(app, "cli"), env });
}

/** Windows calls it `Path`. */
function withoutPath(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => name.toUpperCase() !== "PATH"));
}
