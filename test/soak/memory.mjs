import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc");
const delay = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * The memory of the process at rest. It is looked at when no call is under way and every worker has booted, after the
 * garbage was collected: what is left then is kept by somebody.
 */
export async function memoryAtRest() {
  await rest();
  collect();
  await delay(50);
  collect();
  const { rss, heapUsed, external, arrayBuffers } = process.memoryUsage();
  return { rss, heapUsed, external, arrayBuffers };
}

const QUIET_MS = 200;
/** Of one core. */
const QUIET_SHARE = 0.05;

/** Until all threads have done nothing for a while: a spare that boots takes its memory when it pleases. */
async function rest() {
  for (let tries = 0; tries < 100; tries += 1) {
    const before = process.cpuUsage();
    await delay(QUIET_MS);
    const { user, system } = process.cpuUsage(before);
    if ((user + system) / 1_000 < QUIET_MS * QUIET_SHARE) return;
  }
}

/**
 * How much is added over the last nine tenths of the measurements, in bytes: a straight line through the median of each
 * tenth. The first fills caches and heaps; single measurements meet the process while a worker is missing.
 */
export function growth(values) {
  const tenth = values.length / 10;
  const medians = Array.from({ length: 9 }, (_, index) =>
    median(values.slice(Math.round((index + 1) * tenth), Math.round((index + 2) * tenth))),
  );
  const middle = (medians.length - 1) / 2;
  const slope =
    medians.reduce((sum, value, index) => sum + (index - middle) * value, 0) /
    medians.reduce((sum, _, index) => sum + (index - middle) ** 2, 0);
  return slope * (medians.length - 1);
}

function median(values) {
  const sorted = values.toSorted((one, other) => one - other);
  return (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.ceil((sorted.length - 1) / 2)]) / 2;
}
