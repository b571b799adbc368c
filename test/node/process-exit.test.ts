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

/** `await booted(2)` waits until two workers have answered that they started. */
const WATCH = `
  import workerThreads from "node:worker_threads";
  import { syncBuiltinESMExports } from "node:module";
  let answered = 0;
  let heard = () => {};
  workerThreads.Worker = class extends workerThreads.Worker {
    constructor(...given) {
      super(...given);
      this.once("message", () => { answered += 1; heard(); });
    }
  };
  syncBuiltinESMExports();
  async function booted(count) {
    const hold = setInterval(() => {}, 1_000);
    while (answered < count) await new Promise((resolve) => { heard = resolve; });
    clearInterval(hold);
  }`;

describe("a process that does not close its function ends by itself", () => {
  test.each([
    ["never called", ""],
    ["ready", "await fn.ready();"],
    ["called, while its spare boots", "console.log(await fn.invoke(1));"],
    ["called, once its spare has booted", "await fn.invoke(1); await booted(2);"],
  ])("%s", (_when, statements) => {
    const script = `${WATCH}\n${OPEN}\n${statements}`;
    const ended = spawnSync(process.execPath, ["--input-type=module", "--eval", script], {
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
    ["imports its code", "void createFunction(importing).invoke(1); await written('imports');"],
    [
      "imports its code ahead of a call",
      "createFunction({ ...importing, scaling: { provisionedInstances: 1 } }); await written('imports');",
    ],
    ["is idle", 'await fn.invoke("echo");'],
    ["loops", 'void fn.invoke("loop"); await written("loop");'],
    ["sleeps", 'void fn.invoke("sleep"); await written("sleep");'],
    ["awaits", 'void fn.invoke("await"); await written("await");'],
    [
      "is being stopped",
      'const stop = new AbortController(); void fn.execute("stay", { signal: stop.signal }); await written("stay"); stop.abort(); await written("stays");',
    ],
    ["is replaced after a crash", 'await fn.execute("exit");'],
    [
      "has calls waiting",
      'for (let n = 0; n < 20; n += 1) void fn.execute("sleep"); await written("sleep");',
    ],
    ["is closing", 'await fn.invoke("echo"); void fn.close();'],
    ["is closed", 'await fn.invoke("echo"); await fn.close();'],
  ];

  const SCRIPT = `
    import { createFunction } from ${JSON.stringify(built)};
    let onLog = () => {};
    /** Waits until a function writes this line. An import ahead of calls does not keep the process. */
    async function written(line) {
      const hold = setInterval(() => {}, 1_000);
      await new Promise((resolve) => { onLog = ({ message }) => message === line && resolve(); });
      clearInterval(hold);
    }
    const options = { entrypoint: "main.handler", executionTimeoutMs: 60_000, onLog: (record) => onLog(record) };
    const fn = createFunction({
      ...options,
      source: { "main.py": \`
import asyncio, os, time
async def nap(): await asyncio.sleep(60)
def stay():
    while True:
        try:
            while True: pass
        except BaseException: print("stays")
def handler(event, context):
    print(event)
    if event == "loop":
        while True: pass
    if event == "stay": stay()
    if event == "sleep": time.sleep(60)
    if event == "await": return nap()
    if event == "exit": os._exit(3)
    return event
\` },
    });
    const importing = {
      ...options,
      source: { "main.py": "import time\\nprint('imports')\\ntime.sleep(60)\\ndef handler(event, context): return event" },
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
