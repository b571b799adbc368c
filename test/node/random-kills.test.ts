import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import type * as pythonless from "../../src/index.ts";
import { type RealWorker, watchWorkers } from "./real-workers.ts";

/**
 * Kills workers at random moments. A run is made again by its seed, and may be longer:
 *
 *     PYTHONLESS_KILLS=1000 PYTHONLESS_SEED=7 npx vitest run --config=test/vitest.config.ts --project=spec-node random-kills
 */
const KILLS = Number(process.env["PYTHONLESS_KILLS"] ?? 50);
const SEED = Number(process.env["PYTHONLESS_SEED"] ?? Date.now() % 1_000_000);

/** Whatever waits for longer is taken to hang. */
const PATIENCE_MS = 20_000;

const workers = watchWorkers();
const { createFunction }: typeof pythonless = await import(
  new URL("../../dist/node/index.js", import.meta.url).href
);

const MAIN = `
import asyncio, time
time.sleep(0.03)
async def handler(event, context):
    if event["kind"] == "sleep": time.sleep(event["s"])
    if event["kind"] == "await": await asyncio.sleep(event["s"])
    if event["kind"] == "print":
        for step in range(200): print("step", step)
    return event
`;

/** When a worker is killed: of a function that is new, warm and busy, warm and idle, or closing. */
const MOMENTS = ["new", "busy", "busy", "idle", "closing"] as const;
const KINDS = ["sleep", "await", "print"] as const;

/** What may come of a call whose worker was killed. Anything else is a call that was lost. */
const ENDINGS: readonly string[] = [
  "success",
  "crashed USER_CODE_CRASHED",
  "rejected BOOT_FAILED",
  "aborted FUNCTION_CLOSED",
  "rejected FUNCTION_CLOSED",
];

test(`${KILLS} random kills: no call is lost, hangs or is answered twice (PYTHONLESS_SEED=${SEED})`, {
  timeout: KILLS * 5_000 + 60_000,
}, async () => {
  const random = randomOf(SEED);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const endLines = new Map<string, number>();
  const tally = new Map<string, number>();
  let fn = open();
  let serial = 0;

  function open() {
    return createFunction({
      source: { "main.py": MAIN },
      entrypoint: "main.handler",
      executionTimeoutMs: 10_000,
      scaling: { zoneInstancesLimit: 2 },
      onLog: ({ message, requestId }) => {
        if (message.startsWith("END ")) endLines.set(requestId, (endLines.get(requestId) ?? 0) + 1);
      },
    });
  }

  /** One call, checked: it ends as it may, with its own event, after one END line. */
  async function call(): Promise<string> {
    serial += 1;
    const event = { kind: pick(KINDS), s: random() * 0.05, serial };
    const { outcome, error, value, requestId } = await inTime(fn.execute(event), `call ${serial}`);
    const ending = [outcome, ...(error ? [error.code] : [])].join(" ");
    expect(ENDINGS, error?.message).toContain(ending);
    if (outcome === "success") expect(value).toEqual(event);
    if (outcome !== "rejected") expect(endLines.get(requestId)).toBe(1);
    tally.set(ending, (tally.get(ending) ?? 0) + 1);
    return ending;
  }

  for (let kill = 1; kill <= KILLS; kill += 1) {
    const moment = pick(MOMENTS);
    if (moment === "new") {
      await inTime(fn.close(), "close()");
      fn = open();
    }
    const calls = moment === "idle" ? [] : Array.from({ length: 1 + Math.floor(random() * 3) }, call);
    // A boot takes about a quarter of a second, an import and a call some tens of milliseconds.
    await delay(random() * (moment === "new" ? 300 : 60));
    const closing = moment === "closing" ? fn.close() : undefined;
    const victim = pick(workers.filter(({ isAlive }) => isAlive)) as RealWorker | undefined;
    const killing = victim?.thread.terminate();
    if (moment === "idle") calls.push(call());
    await inTime(Promise.all(calls), `the calls of kill ${kill} (${moment})`);
    if (closing) {
      await inTime(closing, "close()");
      fn = open();
    }
    await killing;
    // The host hears of it in the next turn.
    await new Promise((resolve) => setImmediate(resolve));
    expect(await call(), `the call after kill ${kill} (${moment})`).toBe("success");
  }
  await inTime(fn.close(), "close()");
  console.log(`${KILLS} kills, seed ${SEED}:`, Object.fromEntries(tally));
  await expect.poll(() => workers.filter(({ isAlive }) => isAlive)).toEqual([]);
  expect([...endLines.values()].filter((count) => count !== 1)).toEqual([]);
});

async function inTime<Value>(promise: Promise<Value>, what: string): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(reject, PATIENCE_MS, new Error(`${what} hangs`));
  });
  try {
    return await Promise.race([promise, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

/** Mulberry32: small, and the same everywhere. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
