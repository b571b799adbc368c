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

/** How much `key` grows from one measurement to the last in a straight line through all of them, in bytes. */
export function growth(measurements, key) {
  const values = measurements.map((measurement) => measurement[key]);
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const slope =
    values.reduce((sum, value, index) => sum + (index - middle) * (value - mean), 0) /
    values.reduce((sum, _, index) => sum + (index - middle) ** 2, 0);
  return slope * (values.length - 1);
}
