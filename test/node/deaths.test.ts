import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import type * as pythonless from "../../src/index.ts";
import { type RealWorker, watchWorkers } from "./real-workers.ts";

const workers = watchWorkers();
const { createFunction }: typeof pythonless = await import(
  new URL("../../dist/node/index.js", import.meta.url).href
);

const MAIN = `
import asyncio

async def handler(event, context):
    if event == "wait":
        print("waits")
        await asyncio.sleep(60)
    elif event == "exit":
        import js
        js.process.exit(3)
    elif event == "throw":
        import js
        js.setTimeout(js.JSON.parse, 0, "{")
        await asyncio.sleep(60)
    elif event == "heap":
        import js
        kept = []
        while True:
            kept.append(js.Array.new(2**20).fill(0.5))
    return event
`;

interface Row {
  readonly death: string;
  /** What the function itself does, in an unlocked box; by default it waits for what is done to it. */
  readonly event?: string;
  readonly harm?: (worker: RealWorker) => unknown;
  /** What the log names as the reason. */
  readonly reason: string;
}

/** The table of docs/instances.md, but for those that Python alone can bring about (test/spec/faults/). */
const ROWS: readonly Row[] = [
  { death: "its thread exits", event: "exit", reason: "exit code 3" },
  {
    death: "its thread is ended from outside",
    harm: ({ thread }) => thread.terminate(),
    reason: "exit code 1",
  },
  { death: "an error is not caught in it", event: "throw", reason: "in JSON at position 1" },
  {
    death: "its JavaScript heap is used up",
    event: "heap",
    reason: "JavaScript's heap of 1536 MB is used up",
  },
  {
    death: "a message of it cannot be read",
    harm: ({ thread }) => thread.emit("messageerror", new Error("no such class")),
    reason: "a message of the worker could not be read (Error: no such class)",
  },
  {
    death: "a message on the port of its calls cannot be read",
    harm: ({ port }) => port.emit("messageerror", new Error("no such class")),
    reason: "a message of the worker could not be read (Error: no such class)",
  },
  { death: "its port is closed", harm: ({ port }) => port.close(), reason: "the worker closed its port" },
  {
    death: "it sends a message of unknown form",
    harm: ({ port }) => port.emit("message", { kind: "outcome", callId: "2" }),
    reason: "The worker sent a message of unknown form.",
  },
];

/** With an address of its own a function has spares of its own, so the first worker after this is its. */
let opened = 0;
function open() {
  opened += 1;
  const assets = pathToFileURL(`${import.meta.dirname}/../../dist/assets/`);
  const lines: string[] = [];
  const fn = createFunction({
    source: { "main.py": MAIN },
    entrypoint: "main.handler",
    sandbox: false,
    executionTimeoutMs: 30_000,
    assetsUrl: `${assets.href}?${opened}`,
    onLog: ({ message }) => lines.push(message),
  });
  return { fn, lines, worker: workers.at(-1) as RealWorker };
}

test.each(ROWS)(
  "a worker dies, for $death: its call has crashed, those behind it are answered",
  async (row) => {
    const { fn, lines, worker } = open();
    expect(await fn.invoke("warm")).toBe("warm");
    const running = fn.execute(row.event ?? "wait");
    const behind = [1, 2].map((event) => fn.execute(event));
    if (row.harm) {
      await expect.poll(() => lines).toContain("waits");
      row.harm(worker);
    }
    const { outcome, error, logs } = await running;
    expect([outcome, error?.code]).toEqual(["crashed", "USER_CODE_CRASHED"]);
    expect(logs.map(({ message }) => message).join("\n")).toContain(row.reason);
    expect(await Promise.all(behind)).toMatchObject([
      { value: 1, report: { start: "cold" } },
      { value: 2, report: { start: "warm" } },
    ]);
    await fn.close();
    // close() waits for the instances that live: a thread that was given up before may take its time.
    await expect.poll(() => worker.isAlive).toBe(false);
  },
);

test("a worker that dies while it boots fails the calls that wait for it, by their own code; the next one works", async () => {
  const { fn, worker } = open();
  const calls = [1, 2].map((event) => fn.execute(event));
  await worker.thread.terminate();
  for (const { outcome, error } of await Promise.all(calls)) {
    expect([outcome, error?.code, error?.errorMessage]).toEqual([
      "rejected",
      "BOOT_FAILED",
      expect.stringMatching(/^the worker ended: exit code [01]$/),
    ]);
  }
  expect(await fn.invoke(3)).toBe(3);
  await fn.close();
});

test("a worker that dies between two calls is nobody's fault, and the next call works", async () => {
  const { fn, worker } = open();
  await fn.invoke(1);
  await worker.thread.terminate();
  await nextTurn();
  expect(await fn.execute(2)).toMatchObject({ value: 2, report: { start: "cold" } });
  await fn.close();
});

/** By then the host has heard of a thread that has ended. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
