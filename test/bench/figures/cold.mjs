import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { hasNativePython, startNative } from "../native.mjs";
import { alternate, timed } from "../statistics.mjs";

const child = (name) => fileURLToPath(new URL(`../children/${name}.mjs`, import.meta.url));
const run = (name, ...args) =>
  Number(execFileSync(process.execPath, [child(name), ...args], { encoding: "utf8" }));

async function nativeCold() {
  return timed(async () => {
    const native = startNative();
    await native.call('{"name": "Ada"}');
    void native.end();
  });
}

/** The same with a module whose imports take their time, from the function's own snapshot. */
async function frozen(rounds) {
  const cache = mkdtempSync(join(tmpdir(), "pythonless-bench-"));
  process.env.PYTHONLESS_CACHE = cache;
  run("cold", "heavy", "function");
  const [ours, rival] = await alternate(rounds, [
    () => run("cold", "heavy", "function"),
    () => run("cold", "hello"),
  ]);
  rmSync(cache, { recursive: true, force: true });
  return {
    name: 'cold start, heavy imports with snapshot: "function" ÷ hello',
    unit: "ms",
    ours,
    rival,
    ratio: "ours/rival",
    bar: { most: 1.3, aim: 1.1 },
  };
}

/** Fresh processes, one sample each in turn. */
export async function cold({ rounds }) {
  const [ours, stock, native] = await alternate(rounds, [
    () => run("cold", "hello"),
    () => run("stock"),
    () => (hasNativePython ? nativeCold() : Number.NaN),
  ]);
  const figures = [
    {
      name: "cold start, fresh Node process: stock Pyodide ÷ ours",
      unit: "ms",
      ours,
      rival: stock,
      ratio: "rival/ours",
      bar: { least: 7, aim: 14 },
    },
  ];
  if (hasNativePython) {
    figures.push({
      name: "cold start: ours ÷ native Python child",
      unit: "ms",
      ours,
      rival: native,
      ratio: "ours/rival",
      bar: { most: 4.5, aim: 2 },
    });
  }
  return [...figures, await frozen(rounds)];
}
