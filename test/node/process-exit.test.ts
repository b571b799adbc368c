import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";

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

describe("a process that exits does so at once, whatever its function does", () => {
  /** What is done before `process.exit()`. */
  const STATES: readonly (readonly [string, string])[] = [
    ["boots", ""],
    ["has booted", "await fn.ready();"],
    ["imports its code", "void createFunction(importing).invoke(1); await later(700);"],
    [
      "imports its code ahead of a call",
      "const ahead = createFunction({ ...importing, scaling: { provisionedInstances: 1 } }); await ahead.ready(); await later(200);",
    ],
    ["is idle", 'await fn.invoke("echo");'],
    ["loops", 'void fn.invoke("loop"); await later(700);'],
    ["sleeps", 'void fn.invoke("sleep"); await later(700);'],
    ["awaits", 'void fn.invoke("await"); await later(700);'],
    [
      "is being stopped",
      'const call = fn.execute("loop", { signal: AbortSignal.timeout(700) }); await later(750);',
    ],
    ["is replaced after a crash", 'await fn.execute("exit");'],
    ["has calls waiting", 'for (let n = 0; n < 20; n += 1) void fn.execute("sleep"); await later(700);'],
    ["is closing", 'await fn.invoke("echo"); void fn.close();'],
    ["is closed", 'await fn.invoke("echo"); await fn.close();'],
  ];

  const SCRIPT = `
    import { createFunction } from ${JSON.stringify(built)};
    const later = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
    const fn = createFunction({
      source: { "main.py": \`
import asyncio, os, time
async def nap(): await asyncio.sleep(60)
def handler(event, context):
    if event == "loop":
        while True: pass
    if event == "sleep": time.sleep(60)
    if event == "await": return nap()
    if event == "exit": os._exit(3)
    return event
\` },
      entrypoint: "main.handler",
      executionTimeoutMs: 60_000,
    });
    const importing = {
      source: { "main.py": "import time\\ntime.sleep(60)\\ndef handler(event, context): return event" },
      entrypoint: "main.handler",
      executionTimeoutMs: 60_000,
    };`;

  test.each(STATES)("%s", (_state, statements) => {
    const script = `${SCRIPT}\n${statements}\nconsole.log("exits"); process.exit(5);`;
    const ended = spawnSync(process.execPath, ["--input-type=module", "--eval", script], {
      cwd,
      encoding: "utf8",
      timeout: 20_000,
    });
    expect([ended.status, ended.signal, ended.stdout, ended.stderr]).toEqual([5, null, "exits\n", ""]);
  });
});

test("the command line prints a large result in full before it exits", () => {
  const folder = mkdtempSync(join(tmpdir(), "pythonless-large-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "main.py"), "def handler(event, context):\n    return 'x' * 3_000_000\n");
  const cli = fileURLToPath(new URL("../../dist/node/cli.js", import.meta.url));
  const ended = spawnSync(process.execPath, [cli, "invoke", folder, "--entrypoint", "main.handler", "-q"], {
    encoding: "utf8",
    maxBuffer: 10_000_000,
  });
  expect([ended.status, ended.stderr, ended.stdout.length]).toEqual([0, "", 3_000_003]);
});
