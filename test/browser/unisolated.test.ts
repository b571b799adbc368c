import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Host, OpenOptions, PlainExecution } from "../spec/driver.ts";
import { type LocalServer, startServer } from "../spec/outbound/server.ts";
import { startPage } from "../spec/page.ts";

const main = readFileSync(new URL("../spec/outbound/main.py", import.meta.url), "utf8");

let server: LocalServer;
let page: Host;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server?.close());

function visitBefore(options: { readonly canSwitchStacks: boolean }): void {
  beforeAll(async () => {
    page = await startPage({ isIsolated: false, ...options });
  });
  afterAll(() => page?.stop());
}

/** What a function of outbound/main.py gives in a page that shares no memory with its workers. */
async function doing(
  entrypoint: string,
  options: Partial<OpenOptions>,
  name: string,
  ...given: unknown[]
): Promise<unknown> {
  const source = { "main.py": main };
  const id = await page.ask("open", { source, entrypoint, executionTimeoutMs: 20_000, ...options });
  const execution = (await page.ask("execute", id, { do: name, with: given })) as PlainExecution;
  await page.ask("close", id);
  if (execution.error) throw new Error(`${execution.error.errorType}: ${execution.error.errorMessage}`);
  return execution.value;
}

const KEEPING = `
import contextvars, decimal, threading
decimal.getcontext().prec = 50
local, count = threading.local(), contextvars.ContextVar("count", default=0)
local.value = "of the thread"

def handler(event, context):
    count.set(count.get() + 1)
    return [decimal.getcontext().prec, getattr(local, "value", None), count.get()]
`;

const BLOCKING = `
import asyncio, time
ran = 0

async def tick():
    global ran
    while True:
        ran += 1
        await asyncio.sleep(0.01)

async def handler(event, context):
    ticking = asyncio.create_task(tick())
    await asyncio.sleep(0)
    before, started = ran, time.monotonic()
    time.sleep(0.3)
    told = [before, ran, time.monotonic() - started >= 0.29]
    ticking.cancel()
    return told
`;

const sync = (name: string, ...given: unknown[]) => doing("main.handler", { fetch: "real" }, name, ...given);
const async = (name: string, ...given: unknown[]) =>
  doing("main.async_handler", { fetch: "real" }, name, ...given);

describe("a page that is not cross-origin isolated", () => {
  visitBefore({ canSwitchStacks: true });

  test("lets async handlers await pyfetch, many at once", async () => {
    expect(await async("fetched", server.url)).toEqual([200, "hello", Array(5).fill("slow"), true]);
    expect(await async("fetch_in_time", `${server.url}/slow?ms=60000`)).toBe("timeout");
  });

  // By switching stacks, as Chromium can.
  test("lets handlers block", async () => {
    expect(await sync("get", `${server.url}/echo`)).toMatchObject({ status: 200 });
    expect(await sync("fetched_by_run", server.url)).toEqual([200, "hello", Array(5).fill("slow"), true]);
    expect(await async("blocked", `${server.url}/echo`)).toEqual([200, 200]);
    expect(await sync("get", `${server.url}/slow?ms=60000`, 0.3)).toMatchObject({ raised: "TimeoutError" });
    expect(await sync("download", `${server.url}/large?mb=20`)).toBe(20 << 20);
  });

  test("ends a request that blocks at the deadline, together with its instance", async () => {
    const { abandoned } = server.seen;
    const options = { fetch: "real", executionTimeoutMs: 1_000 } as const;
    await expect(doing("main.handler", options, "get", `${server.url}/slow?ms=60000`)).rejects.toThrow(
      "Execution timeout exceeded",
    );
    await expect.poll(() => server.seen.abandoned).toBeGreaterThan(abandoned);
  });

  test("keeps from call to call what belongs to a thread or to a context", async () => {
    const id = await page.ask("open", { source: { "main.py": KEEPING }, entrypoint: "main.handler" });
    for (const count of [1, 2, 3]) {
      expect(await page.ask("execute", id, {})).toMatchObject({ value: [50, "of the thread", count] });
    }
    await page.ask("close", id);
  });

  test("lets nothing else of Python run while a handler sleeps", async () => {
    const id = await page.ask("open", { source: { "main.py": BLOCKING }, entrypoint: "main.handler" });
    expect(await page.ask("execute", id, {})).toMatchObject({ value: [1, 1, true] });
    await page.ask("close", id);
  });
});

describe("the same in a browser that cannot switch stacks", () => {
  visitBefore({ canSwitchStacks: false });

  test("lets async handlers await pyfetch", async () => {
    expect(await async("fetched", server.url)).toEqual([200, "hello", Array(5).fill("slow"), true]);
  });

  test("fails what blocks with an error that names the headers to serve the page with", async () => {
    for (const handler of [sync, async]) {
      const got = handler("get", `${server.url}/echo`).catch(({ message }) => ({ text: message }));
      expect(await got).toMatchObject({
        text: expect.stringContaining("Cross-Origin-Opener-Policy: same-origin"),
      });
    }
  });
});
