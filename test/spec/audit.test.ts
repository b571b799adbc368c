import { describe, expect, test } from "vitest";
import { useHost } from "./host.ts";

const host = useHost();
const AUDIT = { audit: true };

/** Every mistake of the kind that shows in the hundredth call only. */
const LEAKING = `
import asyncio, json, logging, os, sys
calls = []
def remember(event, seen=[]):
    seen.append(event)
async def poll():
    await asyncio.sleep(60)
async def handler(event, context):
    calls.append(event)
    remember(event)
    os.environ["LAST"] = str(len(calls))
    os.chdir("/tmp")
    sys.path.append("/tmp/lib")
    logging.getLogger().addHandler(logging.StreamHandler(sys.stdout))
    handler.file = open(f"/tmp/{len(calls)}.txt", "w")
    handler.file.write("x" * 100)
    handler.file.flush()
    asyncio.create_task(poll())
    json.dumps = lambda value: "{}"
    return len(calls)
`;

describe("execute(event, { audit: true })", () => {
  test("lists what outlives the call, the second one too", async () => {
    const fn = await host.open(LEAKING);
    await fn.execute("first", AUDIT);
    const { value, audit = [] } = await fn.execute("second", AUDIT);
    expect(value).toBe(2);
    expect(audit.map(({ sentence }) => sentence)).toEqual([
      "main.calls grew from 1 to 2 items.",
      "main.remember(seen=) grew from 1 to 2 items.",
      "main.handler.file changed from TextIOWrapper to another TextIOWrapper.",
      "The environment variable LAST changed.",
      "/tmp/2.txt appeared: 100 bytes.",
      "/tmp/2.txt is still open.",
      "sys.path changed: /tmp/lib was added.",
      "json.dumps was replaced by main.handler.<locals>.<lambda>.",
      "The logger root has 3 handlers in place of 2: StreamHandler was added. Each of its lines is now written once more.",
      'A task is left: poll(), which stands here:\n  File "/function/code/main.py", line 6, in poll\n    async def poll():',
    ]);
    expect(new Set(audit.map(({ kind }) => kind)).size).toBe(8);
  });

  test.each([
    ["sync", "def handler(event, context): return [print('hello'), sorted(event)]"],
    [
      "async",
      "import asyncio\nasync def handler(event, context):\n    await asyncio.sleep(0.01)\n    return await asyncio.gather(asyncio.sleep(0, 1), asyncio.sleep(0, 2))",
    ],
    [
      "one that cleans up after itself",
      "import os, tempfile\ndef handler(event, context):\n    with tempfile.NamedTemporaryFile() as file:\n        os.environ['X'] = file.name\n        del os.environ['X']",
    ],
    ["one that imports late", "def handler(event, context):\n    import xml.dom.minidom, zoneinfo, sqlite3"],
    ["one that logs", "import logging\ndef handler(event, context):\n    logging.warning('hm')"],
  ])("lists nothing of a handler that leaves nothing: %s", async (_kind, source) => {
    const fn = await host.open(source);
    expect(await fn.execute([2, 1], AUDIT)).toMatchObject({ outcome: "success", audit: [] });
    expect(await fn.execute([2, 1], AUDIT)).toMatchObject({ outcome: "success", audit: [] });
  });

  test("lists what a call leaves behind that fails, and keeps its error", async () => {
    const fn = await host.open(
      "calls = 0\ndef handler(event, context):\n    global calls\n    calls += 1\n    raise ValueError('no')",
    );
    expect(await fn.execute({}, AUDIT)).toMatchObject({
      outcome: "error",
      error: { errorType: "ValueError" },
      audit: [{ kind: "global", name: "main.calls", change: "changed", before: "0", after: "1" }],
    });
  });

  test.each([
    ["a timeout", "while True: pass", "timeout"],
    ["a crash", "raise SystemExit", "crashed"],
  ])("lists nothing after %s, which ends the instance", async (_kind, body, outcome) => {
    const fn = await host.open(`import os\ndef handler(event, context):\n    os.chdir('/tmp')\n    ${body}`, {
      executionTimeoutMs: 500,
    });
    expect(await fn.execute({}, AUDIT)).toMatchObject({ outcome, audit: [] });
  });

  test("is asked for each call anew", async () => {
    const fn = await host.open("rows = []\ndef handler(event, context): rows.append(event)");
    expect(await fn.execute(1)).not.toHaveProperty("audit");
    const { audit } = await fn.execute(2, AUDIT);
    expect(audit).toMatchObject([{ name: "main.rows", change: "grew", after: "list of 2 items" }]);
    expect(await fn.execute(3, { audit: false })).not.toHaveProperty("audit");
  });
});
