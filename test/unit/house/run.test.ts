import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { judge } from "../../run/counted.mjs";
import { decoyCalls, withDecoys } from "../../run/native-python.mjs";
import { endProcess, leftProcesses, markEnvironment } from "../../run/processes.mjs";

describe.skipIf(process.platform !== "linux")("the process check of npm test", () => {
  test("finds a process that outlives its parent, and none once it has ended", async () => {
    const mark = `proof-${process.pid}`;
    const grandparent = spawn(process.execPath, ["-e", ORPHAN], { env: markEnvironment(mark) });
    await new Promise((resolve) => grandparent.once("exit", resolve));

    const left = (await leftProcesses(mark, 0)) ?? [];
    expect(left).toHaveLength(1);
    expect(left[0]?.command).toContain("setInterval");

    for (const { pid } of left) endProcess(pid);
    expect(await leftProcesses(mark)).toEqual([]);
  });
});

test.skipIf(process.platform === "win32")(
  "a Python that a step starts by its name fails, and is reported",
  () => {
    const scratch = mkdtempSync(join(tmpdir(), "pythonless-decoys-"));
    onTestFinished(() => rmSync(scratch, { recursive: true, force: true }));
    const env = withDecoys(process.env, scratch);
    expect(decoyCalls(scratch)).toEqual([]);

    const { status, stderr } = spawnSync("python3", ["-c", "print(1)"], { env, encoding: "utf8" });
    expect(status).toBe(127);
    expect(stderr).toBe("python3 was started by a test: pythonless needs no Python of the machine.\n");
    expect(decoyCalls(scratch)).toEqual(["python3 -c print(1)"]);
  },
);

test.each([
  ["a step that is no runner counts as one", 0, undefined, { passed: 1, failed: 0 }],
  ["and as one failure when it fails", 2, undefined, { passed: 0, failed: 1 }],
  ["a runner counts its tests", 0, { passed: 7, failed: 0 }, { passed: 7, failed: 0 }],
  ["and its failures", 1, { passed: 7, failed: 2 }, { passed: 7, failed: 2 }],
  [
    "a file that does not load fails no test, yet counts",
    1,
    { passed: 7, failed: 0 },
    { passed: 7, failed: 1 },
  ],
  ["a runner that ran nothing has failed", 0, { passed: 0, failed: 0 }, { passed: 0, failed: 1 }],
])("%s", (_, code, counted, expected) => {
  expect(judge(code, counted)).toEqual(expected);
});

const ORPHAN = `
  const { spawn } = require("node:child_process");
  const idle = ["-e", "setInterval(() => {}, 1000)"];
  spawn(process.execPath, idle, { detached: true, stdio: "ignore" }).unref();
`;
