import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, inject, test } from "vitest";
import { runNode } from "./command.ts";

const project = join(inject("app"), "warnings");
const { USES } = (await import(pathToFileURL(join(project, "uses.js")).href)) as { USES: object };

test.each(Object.keys(USES))("Node warns of nothing: %s", async (name) => {
  const ended = await runNode(["run.js", name], { cwd: project });
  expect(ended).toMatchObject({ stderr: "", stdout: "done\n", code: 0 });
});
