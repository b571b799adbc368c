/** A fresh process: prints, as JSON, what further instances cost and bring. */
import { setTimeout as sleep } from "node:timers/promises";
import { createFunction } from "../../../dist/node/index.js";
import { SOURCES } from "../sources.mjs";
import { median, timed } from "../statistics.mjs";

const open = (name, options = {}) =>
  createFunction({
    source: { "main.py": SOURCES[name] },
    entrypoint: "main.handler",
    executionTimeoutMs: 60_000,
    ...options,
  });

/** Neither has a spare: it is made after the first answer, so both are started before one. */
async function starts() {
  const first = open("hello");
  const firstMs = await timed(() => first.ready());
  const second = open("hello");
  const secondMs = await timed(() => second.ready());
  await Promise.all([first.close(), second.close()]);
  return { firstMs, secondMs };
}

async function throughput() {
  const perSecond = async (instancesLimit) => {
    const fn = open("busy", { scaling: { zoneInstancesLimit: instancesLimit } });
    await Promise.all(Array.from({ length: instancesLimit * 2 }, () => fn.invoke(200_000)));
    const calls = 24;
    const ms = await timed(() => Promise.all(Array.from({ length: calls }, () => fn.invoke(400_000))));
    await fn.close();
    return (calls / ms) * 1000;
  };
  return { onePerSecond: await perSecond(1), twoPerSecond: await perSecond(2) };
}

async function memory() {
  const fns = [open("hello")];
  await fns[0].invoke({});
  // The spare is one more interpreter: it has to be there before anything is counted.
  await sleep(1500);
  const before = settledRss();
  const further = 4;
  for (let count = 0; count < further; count += 1) {
    const fn = open("hello");
    await fn.invoke({});
    fns.push(fn);
    await sleep(500);
  }
  await sleep(500);
  const instanceMb = (settledRss() - before) / further / 1e6;
  await Promise.all(fns.map((fn) => fn.close()));
  return { instanceMb };
}

async function timeout() {
  const fn = open("hang", { executionTimeoutMs: 300 });
  const samples = [];
  for (let round = 0; round < 5; round += 1) {
    await fn.invoke("warm up");
    await sleep(1200);
    const warmMs = median(await Promise.all([timed(() => fn.invoke(1))]));
    await fn.execute("hang");
    samples.push((await timed(() => fn.invoke(1))) - warmMs);
  }
  await fn.close();
  return { extraWaitMs: median(samples) };
}

function settledRss() {
  globalThis.gc();
  return process.memoryUsage().rss;
}

const figures = { ...(await starts()), ...(await throughput()), ...(await memory()), ...(await timeout()) };
console.log(JSON.stringify(figures));
