import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const built = new URL("../../dist/node/index.js", import.meta.url).href;
const cwd = fileURLToPath(new URL("../..", import.meta.url));
const OPEN = `
  import { createFunction } from ${JSON.stringify(built)};
  const fn = createFunction({
    source: { "main.py": "def handler(event, context): return event" },
    entrypoint: "main.handler",
  });`;

describe("a process that does not close its function ends by itself", () => {
  test.each([
    ["never called", ""],
    ["ready", "await fn.ready();"],
    ["called, while its spare boots", "console.log(await fn.invoke(1));"],
    [
      "called, once its spare has booted",
      "await fn.invoke(1); await new Promise((done) => setTimeout(done, 2500));",
    ],
  ])("%s", (_when, statements) => {
    const ended = spawnSync(process.execPath, ["--input-type=module", "--eval", `${OPEN}\n${statements}`], {
      cwd,
      encoding: "utf8",
      timeout: 20_000,
    });
    expect([ended.status, ended.signal, ended.stderr]).toEqual([0, null, ""]);
  });

  test("and one that closes it while its next instance boots hears that it is closed", () => {
    const script = `
      import { createFunction } from ${JSON.stringify(built)};
      const fn = createFunction({
        source: { "main.py": "def handler(event, context):\\n    while True: pass" },
        entrypoint: "main.handler",
        executionTimeoutMs: 200,
      });
      console.log((await fn.execute()).outcome);
      await fn.close();
      console.log("closed");`;
    const ended = spawnSync(process.execPath, ["--input-type=module", "--eval", script], {
      cwd,
      encoding: "utf8",
      timeout: 20_000,
    });
    expect([ended.status, ended.stdout]).toEqual([0, "timeout\nclosed\n"]);
  });

  test("and one that waits for an answer gets it first", () => {
    const script = `${OPEN}\nfn.invoke("waited for").then(console.log);`;
    const ended = spawnSync(process.execPath, ["--input-type=module", "--eval", script], {
      cwd,
      encoding: "utf8",
    });
    expect(ended.stdout).toBe("waited for\n");
  });
});
