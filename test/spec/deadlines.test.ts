import { expect, inject, test } from "vitest";
import { useHost } from "./host.ts";

const host = useHost();

/** How late the end of a call may be here; `npm run bench` measures how late it is. */
const PATIENCE_MS = 2_000;

interface Endless {
  readonly name: string;
  /** The body of `handler`, or a whole file. */
  readonly code: string;
  readonly stoppedBy: readonly string[];
  /** Whether the log can say where it stood. */
  readonly isPlaceKnown: boolean;
}

const INTERRUPTED = { stoppedBy: ["interrupt"], isPlaceKnown: true };
/** In C, where an interrupt is not looked at. */
const IN_C = { stoppedBy: ["termination"], isPlaceKnown: false };

const ENDLESS: readonly Endless[] = [
  { name: "a loop", code: "while True: pass", ...INTERRUPTED },
  {
    name: "a loop that prints",
    code: "while True: print('x')",
    stoppedBy: ["interrupt", "termination"],
    isPlaceKnown: false,
  },
  {
    name: "a loop inside `except Exception`",
    code: "while True:\n        try: 1 / 0\n        except Exception: pass",
    ...INTERRUPTED,
  },
  {
    name: "a loop inside `except BaseException`",
    code: "while True:\n        try:\n            while True: pass\n        except BaseException: pass",
    stoppedBy: ["termination"],
    isPlaceKnown: true,
  },
  { name: "time.sleep", code: "time.sleep(1e9)", ...INTERRUPTED },
  { name: "an event that nobody sets", code: "threading.Event().wait()", ...INTERRUPTED },
  { name: "an empty queue", code: "queue.Queue().get()", ...INTERRUPTED },
  { name: "select on nothing", code: "select.select([], [], [])", ...INTERRUPTED },
  { name: "signal.pause", code: "signal.pause()", ...INTERRUPTED },
  { name: "asyncio.run in a sync handler", code: "asyncio.run(asyncio.sleep(1e9))", ...INTERRUPTED },
  { name: "a sum in C", code: "sum(range(10**12))", ...IN_C },
  { name: "a regular expression that backtracks", code: "re.match('(a+)+b', 'a' * 40)", ...INTERRUPTED },
];

const HEAD = "import asyncio, queue, re, select, signal, threading, time\n";

test.each(ENDLESS)("$name ends at its deadline, and the next call answers", async (endless) => {
  const fn = await host.open(
    `${HEAD}def handler(event, context):\n    if event: return event\n    ${endless.code}\n`,
    { executionTimeoutMs: 300 },
  );
  const startedAt = performance.now();
  const execution = await fn.execute(0);
  expect(performance.now() - startedAt - 300).toBeLessThan(PATIENCE_MS * 2);
  expect(execution.report.durationMs - 300).toBeLessThan(PATIENCE_MS);
  expect([execution.outcome, execution.error?.code]).toEqual(["timeout", "EXECUTION_TIMEOUT"]);
  const isShared = inject("host") === "node";
  const stoppedBy = isShared ? endless.stoppedBy : [...endless.stoppedBy, "termination"];
  expect(stoppedBy).toContain(execution.error?.stoppedBy);
  const place = execution.logs.find((log) => log.message.startsWith("The call was stopped here:"));
  // A thread that is ended before it was interrupted, as on a busy machine in a page, says nothing.
  const isAsUsual = endless.stoppedBy.includes(execution.error?.stoppedBy ?? "");
  if (endless.isPlaceKnown && isAsUsual)
    expect(place?.message).toContain('File "/function/code/main.py", line');
  expect((await fn.execute(7)).value).toBe(7);
});

test("a coroutine that waits is cancelled, and may clean up", async () => {
  const fn = await host.open(
    "import asyncio\nasync def handler(event, context):\n    try:\n        await asyncio.sleep(1e9)\n    finally:\n        print('cleaned up')",
    { executionTimeoutMs: 200 },
  );
  const { outcome, error, logs } = await fn.execute();
  expect([outcome, error?.stoppedBy]).toEqual(["timeout", "cancellation"]);
  expect(error?.stackTrace.at(-1)).toContain("await asyncio.sleep(1e9)");
  expect(logs.map((log) => log.message)).toContain("cleaned up");
});

test("an import that never ends is stopped in its file", async () => {
  const fn = await host.open("while True: pass\ndef handler(event, context): pass\n", {
    executionTimeoutMs: 300,
  });
  const { outcome, error } = await fn.execute();
  expect(outcome).toBe("timeout");
  expect(error?.stackTrace.at(-1)).toContain('main.py", line 1, in <module>');
});

test("a result that comes too late is discarded", async () => {
  const fn = await host.open(
    "import asyncio\nasync def handler(event, context):\n    try:\n        await asyncio.sleep(60)\n    except asyncio.CancelledError:\n        return 'late'",
    { executionTimeoutMs: 200 },
  );
  const { outcome, text } = await fn.execute();
  expect([outcome, text]).toEqual(["timeout", undefined]);
});

test("a function that interrupts itself has crashed, and the fault is its own", async () => {
  const fn = await host.open(
    "import signal\ndef handler(event, context):\n    if event: signal.raise_signal(signal.SIGXCPU)\n    return event\n",
  );
  const { outcome, error } = await fn.execute(1);
  expect([outcome, error?.code, error?.blame]).toEqual(["crashed", "USER_CODE_CRASHED", "function"]);
  expect((await fn.execute(0)).value).toBe(0);
});

test("a signal walks the same ladder", async () => {
  const fn = await host.open("def handler(event, context):\n    print('runs')\n    while event: pass\n", {
    executionTimeoutMs: 60_000,
  });
  await fn.execute(0);
  const { outcome, error } = await fn.execute(1, { abort: { whenLogged: "runs" } });
  expect([outcome, error?.code, error?.stoppedBy]).toEqual(["aborted", "ABORTED", "interrupt"]);
  expect(error?.stackTrace.at(-1)).toContain("while event: pass");
});

test("nobody but the callers hears of all this: nothing is printed, no rejection is left unhandled", () => {
  expect(host.complaints()).toEqual([]);
});
