import { describe, expect, onTestFinished, test, vi } from "vitest";
import type { CloudFunction } from "../../../src/api/cloud-function.ts";
import type { FunctionOptions } from "../../../src/api/options.ts";
import type { Plan } from "../instance/fake-platform.ts";
import { unhandledRejections } from "../instance/fake-pool.ts";
import { echo, open, soon, workers } from "./open-function.ts";

vi.mock("../../../src/platform/node/platform.ts", () => import("./fake-host.ts"));

const NEVER = () => new Promise<never>(() => {});

/** A state of a function's instance: who does what on the far side, and how the function comes there. */
interface State {
  readonly plan: Plan;
  readonly options?: Partial<FunctionOptions>;
  /** How many calls to make for it. */
  readonly calls: number;
  readonly reach?: (fn: CloudFunction) => Promise<unknown>;
}

const timedOut = (fn: CloudFunction) => fn.ready().then(() => new Promise((done) => setTimeout(done, 30)));

const STATES: Record<string, State> = {
  "never called": { plan: { onCall: echo }, calls: 0 },
  "loading what it starts from": { plan: { loadAssets: NEVER }, calls: 1 },
  booting: { plan: { start: NEVER }, calls: 1 },
  preparing: { plan: { prepare: NEVER }, calls: 1 },
  "importing ahead of a call": {
    plan: { onLoad: () => {} },
    options: { scaling: { provisionedInstances: 1 } },
    calls: 1,
    reach: (fn) => fn.ready().then(soon),
  },
  busy: { plan: { onCall: () => {} }, calls: 1, reach: (fn) => fn.ready().then(soon) },
  "busy twice": {
    plan: { onCall: () => {} },
    options: { scaling: { zoneInstancesLimit: 2 } },
    calls: 2,
    reach: (fn) => fn.ready().then(soon),
  },
  "being stopped": {
    plan: { onCall: () => {} },
    options: { executionTimeoutMs: 10 },
    calls: 1,
    reach: timedOut,
  },
  "replacing what was stopped": {
    plan: {
      onCall: ({ callId }, worker) => void (callId === 1 && worker.die("exit code 1")),
      prepare: () => STARTED_ONCE(),
    },
    calls: 1,
    reach: (fn) => fn.ready().then(soon),
  },
  idle: { plan: { onCall: echo }, calls: 0, reach: (fn) => fn.invoke(1) },
  "idle, and deaf to its end": {
    plan: { onCall: echo, onTerminate: () => {} },
    calls: 0,
    reach: (fn) => fn.invoke(1),
  },
  "closing already": {
    plan: { onCall: echo, onTerminate: () => {} },
    calls: 0,
    reach: async (fn) => {
      await fn.invoke(1);
      void fn.close();
    },
  },
  "unable to boot": {
    plan: { start: () => ({ kind: "failed", reason: "no memory" }) },
    calls: 0,
    reach: (fn) => fn.ready().catch(() => {}),
  },
  dead: {
    plan: {},
    calls: 0,
    reach: async (fn) => {
      await fn.ready();
      workers[0]?.die("exit code 1");
    },
  },
  closed: { plan: { onCall: echo }, calls: 0, reach: (fn) => fn.close() },
};

let started = 0;
const STARTED_ONCE = () => (started++ === 0 ? ({ kind: "started", memoryBytes: 1 } as const) : NEVER());

const CASES = Object.keys(STATES).flatMap((name) => [0, 3].map((queued) => [name, queued] as const));

describe.each(CASES)("close() of a function that is %s, with %i calls waiting", (name, queued) => {
  test("ends every worker, answers every call, and leaves nothing", async () => {
    started = 0;
    const timers = countTimers();
    const state = STATES[name] as State;
    const unhandled = unhandledRejections();
    const fn = open(state.plan, state.options);
    const calls = Array.from({ length: state.calls }, () => fn.execute(1));
    const reached = state.reach?.(fn) ?? soon();
    await reached;
    calls.push(...Array.from({ length: queued }, () => fn.execute(2)));

    await Promise.all([fn.close(), fn.close()]);
    const executions = await Promise.all(calls);
    await soon();

    for (const { outcome, error } of executions) {
      expect(["rejected", "aborted", "timeout", "crashed", "success"]).toContain(outcome);
      if (outcome === "rejected" || outcome === "aborted") expect(error?.code).toBe("FUNCTION_CLOSED");
    }
    // One that died by itself needs no end.
    for (const worker of name === "dead" ? workers.slice(1) : workers) {
      expect(worker.terminations).toBeGreaterThan(0);
      expect(worker.keptAlive.at(-1)).toBe(false);
    }
    expect(await fn.execute(3)).toMatchObject({ outcome: "rejected", error: { code: "FUNCTION_CLOSED" } });
    await expect(fn.ready()).rejects.toMatchObject({ code: "FUNCTION_CLOSED" });
    expect(timers()).toBe(0);
    expect(unhandled).toEqual([]);
  });
});

/** How many timers were set since, by anybody but the test runner, and neither cleared nor over. */
function countTimers(): () => number {
  const { setTimeout: set, clearTimeout: clear } = globalThis;
  const running = new Set<unknown>();
  vi.spyOn(globalThis, "setTimeout").mockImplementation(((work: () => void, milliseconds?: number) => {
    const timer = set(() => {
      running.delete(timer);
      work();
    }, milliseconds);
    running.add(timer);
    return timer;
  }) as typeof setTimeout);
  vi.spyOn(globalThis, "clearTimeout").mockImplementation((timer) => {
    running.delete(timer);
    clear(timer as NodeJS.Timeout);
  });
  onTestFinished(() => void vi.restoreAllMocks());
  return () => running.size;
}

test("twenty functions at once are closed in any order", async () => {
  const timers = countTimers();
  const fns = Array.from({ length: 20 }, (_, index) => open({ onCall: index % 2 ? echo : () => {} }));
  const calls = fns.map((fn) => fn.execute(1));
  await Promise.all(fns.map((fn) => fn.ready()));
  await soon();
  await Promise.all(fns.toReversed().map((fn) => fn.close()));
  const codes = (await Promise.all(calls)).map(({ outcome, error }) => error?.code ?? outcome);
  expect(new Set(codes)).toEqual(new Set(["success", "FUNCTION_CLOSED"]));
  expect(timers()).toBe(0);
});
