import { createRequire } from "node:module";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { runNode } from "./command.ts";

const ours = createRequire(import.meta.url);
/** The TypeScript 5 that attw brings along: TypeScript 7 has no `moduleResolution: node10` any more. */
const attws = createRequire(ours.resolve("@arethetypeswrong/core"));
const project = join(inject("app"), "typescript");

test.each([
  ["nodenext", ours],
  ["bundler", ours],
  ["node10", attws],
])("a strict user without DOM types compiles with moduleResolution %s", async (resolution, { resolve }) => {
  const compiler = join(resolve("typescript/package.json"), "../bin/tsc");
  const ended = await runNode([compiler, "--project", `tsconfig.${resolution}.json`], { cwd: project });
  expect(ended.stdout + ended.stderr).toBe("");
  expect(ended.code).toBe(0);
});
