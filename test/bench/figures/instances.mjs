import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** What more instances cost and bring, each sample in a process of its own. */
export async function instances({ rounds }) {
  const child = fileURLToPath(new URL("../children/instances.mjs", import.meta.url));
  const runs = Array.from({ length: Math.max(3, Math.ceil(rounds / 2)) }, () =>
    JSON.parse(execFileSync(process.execPath, ["--expose-gc", child], { encoding: "utf8" })),
  );
  const all = (key) => runs.map((run) => run[key]);
  return [
    {
      name: "second instance in the same process, no spare ÷ first",
      unit: "ms",
      ours: all("secondMs"),
      rival: all("firstMs"),
      ratio: "ours/rival",
      bar: { most: 0.7, aim: 0.5 },
    },
    {
      name: "throughput, CPU-bound handler: two instances ÷ one",
      unit: "calls/s",
      ours: all("twoPerSecond"),
      rival: all("onePerSecond"),
      ratio: "ours/rival",
      bar: { least: 1.6, aim: 1.9 },
    },
    {
      name: "memory of a further instance (RSS)",
      unit: "MB",
      ours: all("instanceMb"),
      ratio: "ours",
      bar: { most: 70, aim: 40 },
    },
    {
      name: "after a timeout, extra wait of the next call, with a spare",
      unit: "ms",
      ours: all("extraWaitMs"),
      ratio: "ours",
      bar: { most: 50, aim: 10 },
    },
  ];
}
