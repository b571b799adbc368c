import { describe, expect, test } from "vitest";
import { useHost } from "./host.ts";

const host = useHost();

describe("an instance", () => {
  const COUNTER = `
count = 0
print("imported")
def handler(event, context):
    global count
    count += 1
    with open("/tmp/count", "a") as file:
        file.write("x")
    with open("/tmp/count") as file:
        return [count, len(file.read())]
`;

  test("imports the code at the first call, charged to it, and keeps globals and /tmp", async () => {
    const fn = await host.open(COUNTER);
    const first = await fn.execute({});
    const second = await fn.execute({});
    expect([first.value, second.value]).toEqual([
      [1, 1],
      [2, 2],
    ]);
    expect(first.report.initDurationMs).toBeGreaterThan(0);
    expect(second.report.initDurationMs).toBeUndefined();
    expect(first.logs.map((log) => log.message)).toContain("imported");
    expect(second.logs.map((log) => log.message)).not.toContain("imported");
  });

  test("makes one call at a time, in order", async () => {
    const fn = await host.open(
      "import asyncio\nrunning = 0\nasync def handler(event, context):\n    global running\n    running += 1\n    seen = running\n    await asyncio.sleep(0.02)\n    running -= 1\n    return [event, seen]",
    );
    const executions = await fn.executeAll([1, 2, 3, 4]);
    expect(executions.map((execution) => execution.value)).toEqual([
      [1, 1],
      [2, 1],
      [3, 1],
      [4, 1],
    ]);
    const queuing = executions.map((execution) => execution.report.queuingDurationMs);
    expect(queuing[3]).toBeGreaterThan(queuing[1] as number);
  });

  test("differs from another in what is random", async () => {
    const source =
      "import random, uuid, secrets, tempfile\ndef handler(event, context): return [random.random(), str(uuid.uuid4()), secrets.token_hex(), tempfile.mktemp()]";
    const values = await Promise.all(
      [1, 2].map(async () => (await (await host.open(source)).execute()).value as unknown[]),
    );
    for (const index of [0, 1, 2, 3]) expect(values[0]?.[index]).not.toBe(values[1]?.[index]);
  });

  test("keeps one event loop for all calls", async () => {
    const fn = await host.open(
      "import asyncio\nlock = asyncio.Lock()\nloops = []\nasync def handler(event, context):\n    loops.append(asyncio.get_running_loop())\n    async with lock:\n        await asyncio.gather(*(asyncio.sleep(0.001) for _ in range(3)))\n    return len(set(map(id, loops)))",
    );
    expect(await fn.invoke()).toEqual({ value: 1 });
    expect(await fn.invoke()).toEqual({ value: 1 });
  });

  test("has no loop running in a sync handler, which may make one", async () => {
    const fn = await host.open(
      "import asyncio\nasync def inner():\n    async with asyncio.TaskGroup() as group:\n        tasks = [group.create_task(asyncio.sleep(0.01, n)) for n in range(3)]\n    return [task.result() for task in tasks]\ndef handler(event, context):\n    try:\n        asyncio.get_event_loop()\n    except RuntimeError as error:\n        return [str(error).split(' In a sync')[0], asyncio.run(inner())]",
    );
    expect(await fn.invoke()).toEqual({
      value: ["There is no current event loop in thread 'MainThread'.", [0, 1, 2]],
    });
  });
});

describe("the end of a call", () => {
  test("comes with the signal, in the middle of a call", async () => {
    const fn = await host.open(
      "def handler(event, context):\n    print(event)\n    while event == 'hang': pass\n    return 'fine'",
    );
    expect(await fn.invoke("warm up")).toEqual({ value: "fine" });
    const aborted = await fn.execute("hang", { abort: { whenLogged: "hang" } });
    expect(aborted).toMatchObject({ outcome: "aborted", error: { code: "ABORTED" } });
    expect(await fn.invoke("again")).toEqual({ value: "fine" });
  });

  test("comes with the signal, before the interpreter has booted", async () => {
    const fn = await host.open("def handler(event, context): return 1");
    expect((await fn.execute({}, { abort: "at once" })).outcome).toBe("aborted");
    expect(await fn.invoke()).toEqual({ value: 1 });
  });

  test("at the timeout keeps what was logged before, and closes the log", async () => {
    const fn = await host.open("def handler(event, context):\n    print('before')\n    while True: pass", {
      executionTimeoutMs: 500,
    });
    const { logs, report } = await fn.execute({}, { requestId: "r1" });
    expect(logs.map((log) => log.message.replace(/REPORT.*/, "REPORT"))).toEqual([
      "START RequestID: r1 Version: d4eversion0000000000",
      "before",
      expect.stringMatching(
        /^The call was stopped here:\r .*main.py", line 3, in handler\r {4}while True: pass$/s,
      ),
      "ERROR RequestID: r1 Code: 504 Message: Execution timeout exceeded",
      "END RequestID: r1",
      "REPORT",
    ]);
    expect(report.durationMs).toBeGreaterThanOrEqual(500);
    expect(report.billedDurationMs % 100).toBe(0);
  });
});

describe("close()", () => {
  test("refuses further calls, and may be called again", async () => {
    const fn = await host.open("def handler(event, context): return 1");
    await fn.close();
    await fn.close();
    expect(await fn.execute()).toMatchObject({ outcome: "rejected", error: { code: "FUNCTION_CLOSED" } });
    expect(await fn.invoke()).toEqual({ thrown: "FunctionError: ClosedError: the function is closed" });
    expect((await fn.fetch({ url: "http://localhost/" })).status).toBe(503);
  });

  test("ends the call under way", async () => {
    const fn = await host.open("def handler(event, context):\n    print('runs')\n    while True: pass", {
      executionTimeoutMs: 30_000,
    });
    expect(await fn.closeDuringCall({}, "runs")).toMatchObject({
      outcome: "aborted",
      error: { code: "FUNCTION_CLOSED" },
    });
  });
});

describe("createFunction()", () => {
  const SOURCE = { "main.py": "def handler(event, context): pass", "tools.py": "def lonely(): pass" };

  test.each([
    [
      "no entry point",
      { source: SOURCE },
      "entrypoint: expected <file>.<callable>, got nothing. Handlers found: main.handler.",
    ],
    [
      "a file that is not there",
      { source: SOURCE, entrypoint: "index.handler" },
      'entrypoint: expected the file index.py in the source for "index.handler"; it is not there. Handlers found: main.handler.',
    ],
    [
      "a name without a dot",
      { source: SOURCE, entrypoint: "main" },
      'got "main". Handlers found: main.handler.',
    ],
    [
      "an unknown option",
      { source: SOURCE, entryPoint: "main.handler" },
      'createFunction(): unknown option "entryPoint". Did you mean entrypoint?',
    ],
    ["no source", {}, "source: expected the path or URL of a folder or .zip"],
    ["an empty source", { source: {}, entrypoint: "main.handler" }, "The source holds no .py file."],
    [
      "a path that leads out",
      { source: { "../main.py": "" }, entrypoint: "main.handler" },
      'source: expected paths inside the function\'s folder, with "/" between their parts, got "../main.py".',
    ],
    [
      "memory that is no multiple of 128",
      { source: SOURCE, memoryMb: 100 },
      "memoryMb: expected a multiple of 128, or Infinity, got 100 (number).",
    ],
    [
      "a timeout of nothing",
      { source: SOURCE, executionTimeoutMs: 0 },
      "executionTimeoutMs: expected milliseconds",
    ],
    [
      "a variable that is no string",
      { source: SOURCE, environment: { STAGE: 1 } },
      "environment.STAGE: expected a string, got 1 (number).",
    ],
    [
      "a variable of the runtime",
      { source: SOURCE, environment: { _HANDLER: "x" } },
      "environment._HANDLER: this variable is set by the runtime and cannot be overridden",
    ],
  ])("refuses %s", async (_kind, options, sentence) => {
    expect(await host.refusal(options)).toContain(sentence);
  });
});

describe("work that a call leaves behind", () => {
  const LEAVING = `
import asyncio, time
async def left_behind():
    for step in range(3):
        await asyncio.sleep(0.03)
        print("step", step)
async def handler(event, context):
    if event == "leave":
        asyncio.get_running_loop().leaving = asyncio.create_task(left_behind())
    else:
        await asyncio.get_running_loop().leaving
    return event
`;
  const OTHER = "import time\ndef handler(event, context): time.sleep(0.15)";

  test("stands still between calls, and goes on during the next", async () => {
    const fn = await host.open(LEAVING);
    await fn.execute("leave");
    // Longer than what is left behind would take.
    await (await host.open(OTHER)).execute();
    const idle = (await fn.heard()).filter((log) => log.source === "stdout");
    await fn.execute("wait");
    const heard = (await fn.heard()).filter((log) => log.source === "stdout");
    expect(idle).toEqual([]);
    expect(heard.map((log) => log.message)).toEqual(["step 0", "step 1", "step 2"]);
  });

  test("writes under the id of the call that started it, into the log of the one that runs", async () => {
    const fn = await host.open(LEAVING);
    const first = await fn.execute("leave");
    const second = await fn.execute("wait");
    const lines = second.logs.filter((log) => log.source === "stdout");
    expect(lines.map((log) => log.requestId)).toEqual(Array(3).fill(first.requestId));
    expect(second.logs.at(0)?.requestId).toBe(second.requestId);
  });

  test("does not keep a call from being answered, and its SystemExit is a crash of the call it runs in", async () => {
    const fn = await host.open(
      "import asyncio, sys\nasync def leave():\n    await asyncio.sleep(0.01)\n    sys.exit(3)\nasync def handler(event, context):\n    if event:\n        asyncio.create_task(leave())\n    else:\n        await asyncio.sleep(5)\n    return 1",
    );
    expect((await fn.execute(true)).outcome).toBe("success");
    expect((await fn.execute(false)).outcome).toBe("crashed");
  });
});

describe("an instance that ends", () => {
  const LISTENING = `
import asyncio, signal
def on_end(number, frame):
    print("heard", signal.Signals(number).name)
    asyncio.get_running_loop().create_task(clean_up())
async def clean_up():
    await asyncio.sleep(0.01)
    print("cleaned up")
signal.signal(signal.SIGTERM, on_end)
async def handler(event, context): return 1
`;

  test("tells the function by SIGTERM, and gives it time to clean up", async () => {
    const fn = await host.open(LISTENING);
    const { requestId } = await fn.execute();
    await fn.close();
    const heard = (await fn.heard()).filter((log) => log.source === "stdout");
    expect(heard.map((log) => log.message)).toEqual(["heard SIGTERM", "cleaned up"]);
    expect(new Set(heard.map((log) => log.requestId))).toEqual(new Set([requestId]));
  });

  test("tells nobody when the function asked for that", async () => {
    const fn = await host.open(LISTENING, { environment: { X_YCF_NO_GRACEFUL_SHUTDOWN_SIGNAL: "1" } });
    await fn.execute();
    await fn.close();
    expect((await fn.heard()).filter((log) => log.source === "stdout")).toEqual([]);
  });
});
