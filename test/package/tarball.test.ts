import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, inject, test } from "vitest";
import { runNode } from "./command.ts";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const tarball = inject("tarball");

test("publint has nothing to say about the package", async () => {
  const ended = await runNode(["node_modules/publint/src/cli.js", "run", tarball, "--strict"], {
    cwd: repository,
  });
  expect(ended.code, ended.stdout + ended.stderr).toBe(0);
});

test("its types are right for ESM users", async () => {
  const attw = "node_modules/@arethetypeswrong/cli/dist/index.js";
  // Left to itself it draws a table where CI is set.
  const flags = ["--ignore-rules", "cjs-resolves-to-esm", "--no-emoji", "--format", "ascii"];
  const ended = await runNode([attw, tarball, ...flags], { cwd: repository });
  expect(ended.code, ended.stdout + ended.stderr).toBe(0);
  // attw does not complain of an entry point without types. node10 is TypeScript's old moduleResolution.
  const lines = ended.stdout.split("\n").map((line) => line.trim());
  for (const resolution of ["node10: OK", "node16 (from ESM): OK (ESM)", "bundler: OK"]) {
    expect(lines.filter((line) => line === resolution)).toHaveLength(3);
  }
});

test("it brings no dependencies and runs nothing when it is installed", () => {
  const manifest = JSON.parse(
    readFileSync(join(inject("app"), "node_modules/pythonless/package.json"), "utf8"),
  ) as Record<string, Record<string, string> | undefined>;
  expect(manifest["dependencies"] ?? {}).toEqual({});
  expect(Object.keys(manifest["scripts"] ?? {}).filter((name) => /install$|^prepare$/.test(name))).toEqual(
    [],
  );
});
