import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, inject, test } from "vitest";
import { type Ended, runNode } from "./command.ts";
import { node24 } from "./node-24.ts";

const project = join(inject("app"), "esm");

const EXPECTED = {
  invoked: ["abab", "привет", 128],
  digits: "24691357802469135780",
  failure: { known: true, code: "HANDLER_RAISED", type: "ValueError" },
  response: [201, "POST", JSON.stringify("тело")],
  hasLogs: true,
};

test("a script uses all of the API and closes", async () => {
  expectUse(await runNode(["use.mjs"], { cwd: project }));
});

test("a script that forgets to close ends by itself", async () => {
  expectUse(await runNode(["use.mjs", "--forget"], { cwd: project }));
});

test("nothing asks for the network", async () => {
  const preload = pathToFileURL(join(project, "no-network.mjs")).href;
  expectUse(await runNode(["--import", preload, "use.mjs"], { cwd: project }));
});

test("and the preload that proves it does refuse", async () => {
  const preload = pathToFileURL(join(project, "no-network.mjs")).href;
  const script = 'require("node:http").get({ host: "127.0.0.1", port: 9 })';
  const ended = await runNode(["--import", preload, "--eval", script], { cwd: project });
  expect(ended.code).toBe(1);
  expect(ended.stderr).toContain("network access");
});

describe("under Node 24 from npm", () => {
  test("the same script closes, and ends by itself without", async () => {
    const node = await node24();
    const version = await runNode(["--version"], { cwd: project, node });
    expect(version.stdout).toMatch(/^v24\./);
    expectUse(await runNode(["use.mjs"], { cwd: project, node }));
    expectUse(await runNode(["use.mjs", "--forget"], { cwd: project, node }));
  });
});

function expectUse(ended: Ended): void {
  expect(ended.code, ended.stdout + ended.stderr).toBe(0);
  expect(JSON.parse(ended.stdout)).toEqual(EXPECTED);
  expect(ended.stderr).toBe("");
}
