import { describe, expect, onTestFinished, test, vi } from "vitest";
import type { CloudFunction } from "../../../src/api/cloud-function.ts";
import type { FunctionOptions } from "../../../src/api/options.ts";
import type { Plan } from "../instance/fake-platform.ts";
import { unhandledRejections } from "../instance/fake-pool.ts";
import { settled, until } from "../turns.ts";
import { echo, open, workers } from "./open-function.ts";

vi.mock("../../../src/platform/node/platform.ts", () => import("./fake-host.ts"));

const NEVER = () => new Promise<never>(() => {});
const CLOSED = "rejected FUNCTION_CLOSED";

/** How often each function of a plan was called. */
type Seen = Readonly<Partial<Record<keyof Plan, number>>>;

/** A state of a function's instance: who does what on the far side, and how the function comes there. */
interface State {
  readonly name: string;
  readonly plan: Plan;
  readonly options?: Partial<FunctionOptions>;
  /** How each call ends that brings the function there. */
  readonly calls: readonly string[];
  /** What else brings it there. */
  readonly reach?: (fn: CloudFunction) => Promise<unknown>;
  /** Whether it is there; at once if absent. */
  readonly isReached?: (seen: Seen) => boolean;
  /** How three more calls end, made in that state. By default they never reach the function. */
  readonly waiting?: readonly string[];
}

const WAITING = Array(3).fill("rejected FUNCTION_CLOSED");
/** The first of them has the instance when it ends. */
const FIRST_TAKEN = ["aborted FUNCTION_CLOSED", ...WAITING.slice(1)];

const STATES: readonly State[] = [
  { name: "never called", plan: { onCall: echo }, calls: [] },
  {
    name: "loading what it starts from",
    plan: { loadAssets: NEVER },
    calls: [CLOSED],
    isReached: ({ loadAssets }) => loadAssets === 1,
  },
  { name: "booting", plan: { start: NEVER }, calls: [CLOSED], isReached: ({ start }) => start === 1 },
  { name: "preparing", plan: { prepare: NEVER }, calls: [CLOSED], isReached: ({ prepare }) => prepare === 1 },
  {
    name: "importing ahead of a call",
    plan: { onLoad: () => {} },
    options: { scaling: { provisionedInstances: 1 } },
    calls: [CLOSED],
    isReached: ({ onLoad }) => onLoad === 1,
  },
  {
    name: "busy",
    plan: { onCall: () => {} },
    calls: ["aborted FUNCTION_CLOSED"],
    isReached: ({ onCall }) => onCall === 1,
  },
  {
    name: "busy twice",
    plan: { onCall: () => {} },
    options: { scaling: { zoneInstancesLimit: 2 } },
    calls: ["aborted FUNCTION_CLOSED", "aborted FUNCTION_CLOSED"],
    isReached: ({ onCall }) => onCall === 2,
  },
  {
    name: "being stopped",
    plan: { onCall: () => {}, onStop: () => {} },
    options: { executionTimeoutMs: 10 },
    calls: ["timeout EXECUTION_TIMEOUT"],
    isReached: ({ onStop }) => onStop === 1,
  },
  {
    name: "replacing what crashed",
    plan: {
      onCall: (_, worker) => worker.die("exit code 1"),
      prepare: () => (isFirst() ? { kind: "started", memoryBytes: 1 } : NEVER()),
    },
    calls: ["crashed USER_CODE_CRASHED"],
    isReached: ({ prepare }) => prepare === 2,
  },
  {
    name: "idle",
    plan: { onCall: echo },
    calls: ["success"],
    isReached: answered,
    waiting: FIRST_TAKEN,
  },
  {
    name: "idle, and deaf to its end",
    plan: { onCall: echo, onTerminate: () => {} },
    calls: ["success"],
    isReached: answered,
    waiting: FIRST_TAKEN,
  },
  {
    name: "closing already",
    plan: { onCall: echo, onTerminate: () => {} },
    calls: ["success"],
    reach: async (fn) => {
      await fn.invoke(1);
      void fn.close();
    },
  },
  {
    name: "unable to boot",
    plan: { start: () => ({ kind: "failed", reason: "no memory" }) },
    calls: ["rejected BOOT_FAILED"],
    reach: (fn) => fn.ready().catch(() => {}),
  },
  {
    name: "dead",
    plan: {},
    calls: [],
    reach: async (fn) => {
      await fn.ready();
      workers[0]?.die("exit code 1");
    },
  },
  { name: "closed", plan: { onCall: echo }, calls: [CLOSED], reach: (fn) => fn.close() },
];

let firsts = 0;
const isFirst = () => firsts++ === 0;

/** Once the call that brings the function there is over. */
function answered({ onCall }: Seen): boolean {
  return onCall === 1 && workers[0]?.keptAlive.at(-1) === false;
}

const CASES = STATES.flatMap((state) => [0, 3].map((queued) => [state.name, queued, state] as const));

describe.each(CASES)("close() of a function that is %s, with %i calls waiting", (name, queued, state) => {
  test("ends every worker, answers every call, and leaves nothing", async () => {
    firsts = 0;
    const timers = countTimers();
    const unhandled = unhandledRejections();
    const { plan, seen } = watched(state.plan);
    const fn = open(plan, state.options);
    const calls = state.calls.map(() => fn.execute(1));
    await state.reach?.(fn);
    await until(() => state.isReached?.(seen) ?? true);
    const waiting = Array.from({ length: queued }, () => fn.execute(2));

    await Promise.all([fn.close(), fn.close()]);
    const endings = (await Promise.all([...calls, ...waiting])).map(({ outcome, error }) =>
      [outcome, ...(error ? [error.code] : [])].join(" "),
    );
    await settled();

    expect(endings).toEqual([...state.calls, ...(state.waiting ?? WAITING).slice(0, queued)]);
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

/** The plan, and how often each of its functions was called so far. */
function watched(plan: Plan): { plan: Plan; seen: Seen } {
  const seen: Record<string, number> = {};
  const counting = Object.entries(plan).map(([name, work]) => [
    name,
    (...given: unknown[]) => {
      seen[name] = (seen[name] ?? 0) + 1;
      return (work as (...given: unknown[]) => unknown)(...given);
    },
  ]);
  return { plan: Object.fromEntries(counting) as Plan, seen };
}

/** How many timers were set since, by anybody but the test runner, and neither cleared nor over. */
function countTimers(): () => number {
  const { setTimeout: set, clearTimeout: clear } = globalThis;
  const running = new Set<unknown>();
  vi.spyOn(globalThis, "setTimeout").mockImplementation(((work: () => void, milliseconds?: number) => {
    const timer = set(() => {
      running.delete(timer);
      work();
    }, milliseconds);
    // Without a delay it is the next turn of the loop, nothing that could be left.
    if (milliseconds) running.add(timer);
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
  const answerOdd: Plan["onCall"] = (call, worker) => {
    if (Number(call.event) % 2 === 1) echo(call, worker);
  };
  const fns = Array.from({ length: 20 }, () => open({ onCall: answerOdd }));
  const calls = fns.map((fn, index) => fn.execute(index));
  await Promise.all(fns.map((fn) => fn.ready()));
  await Promise.all(fns.toReversed().map((fn) => fn.close()));
  const codes = (await Promise.all(calls)).map(({ outcome, error }) => error?.code ?? outcome);
  expect(new Set(codes)).toEqual(new Set(["success", "FUNCTION_CLOSED"]));
  expect(timers()).toBe(0);
});
