import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, inject, test } from "vitest";
import { runNode } from "./command.ts";

const compiler = fileURLToPath(new URL("../../node_modules/typescript/bin/tsc", import.meta.url));
const project = join(inject("app"), "typescript");

test.each(["nodenext", "bundler"])(
  "a strict user without DOM types compiles with moduleResolution %s",
  async (resolution) => {
    const ended = await runNode([compiler, "--project", `tsconfig.${resolution}.json`], { cwd: project });
    expect(ended.stdout + ended.stderr).toBe("");
    expect(ended.code).toBe(0);
  },
);
