/** A fresh process: prints, as JSON, how late calls that never end are ended, and what a second of sleep costs. */
import { setTimeout as sleep } from "node:timers/promises";
import { createFunction } from "../../../dist/node/index.js";
import { quantile, timed } from "../statistics.mjs";

const DEADLINE_MS = 400;
const rounds = Number(process.argv[2] ?? 25);

const AN_IMPORT = "an import that never ends";

/** By name: a file whose handler answers when its event is true, and which does not end otherwise. */
const ENDLESS = {
  "while True: pass": body("while True: pass"),
  "the same inside except BaseException": body(
    "while True:\n        try:\n            while True: pass\n        except BaseException: pass",
  ),
  "time.sleep(1e9)": body("time.sleep(1e9)"),
  "await asyncio.sleep(1e9)": body("await asyncio.sleep(1e9)", "async def"),
  "a loop that prints": body("while True: print('x')"),
  "sum(range(10**12))": body("sum(range(10**12))"),
  "a regular expression that backtracks": body("re.match('(a+)+b', 'a' * 40)"),
  [AN_IMPORT]: "while True: pass\ndef handler(event, context): return event\n",
};

function body(code, define = "def") {
  return `import asyncio, re, time\n${define} handler(event, context):\n    if event: return event\n    ${code}\n`;
}

function open(source, executionTimeoutMs = DEADLINE_MS) {
  return createFunction({ source: { "main.py": source }, entrypoint: "main.handler", executionTimeoutMs });
}

async function lateness(name, source) {
  const fn = open(source);
  const samples = [];
  for (let round = 0; round < rounds; round += 1) {
    await fn.ready();
    // The clock of the call starts with the call, so the boot of its instance has to be over; so has that of the spare.
    await sleep(150);
    samples.push((await timed(() => fn.execute(0))) - DEADLINE_MS);
    // Of an import, the next call is the next round.
    if (name !== AN_IMPORT && (await fn.execute(7)).value !== 7)
      throw new Error("the next call did not answer");
  }
  await fn.close();
  return samples;
}

/** Of the whole process, which does nothing else by then. */
async function cpuOfSleep() {
  const fn = open("import time\ndef handler(event, context): time.sleep(event)\n", 5_000);
  await fn.invoke(0);
  await sleep(1_500);
  const samples = [];
  for (let round = 0; round < 5; round += 1) {
    const before = process.cpuUsage();
    await fn.invoke(1);
    const { user, system } = process.cpuUsage(before);
    samples.push((user + system) / 1_000);
  }
  await fn.close();
  return samples;
}

const late = {};
for (const [name, source] of Object.entries(ENDLESS)) late[name] = await lateness(name, source);
const [worst] = Object.keys(late).sort(
  (one, other) => quantile(late[other], 0.95) - quantile(late[one], 0.95),
);
console.log(JSON.stringify({ late, worst, sleepCpuMs: await cpuOfSleep() }));
