import { execFileSync } from "node:child_process";
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
  return figures;
}
