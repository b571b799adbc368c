import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { quantile } from "../statistics.mjs";

/** How late a call that never ends is ended, and what waiting costs; in a process of its own. */
export async function endings({ rounds }) {
  const child = fileURLToPath(new URL("../children/endings.mjs", import.meta.url));
  const text = execFileSync(process.execPath, [child, String(Math.max(25, rounds))], { encoding: "utf8" });
  const { late, worst, sleepCpuMs } = JSON.parse(text);
  for (const [name, samples] of Object.entries(late)) {
    console.log(
      `  ${name}: p50 ${Math.round(quantile(samples, 0.5))} ms, p95 ${Math.round(quantile(samples, 0.95))} ms late`,
    );
  }
  return [
    {
      name: "a call that never ends, after its deadline: p95 of the worst of eight ways",
      unit: "ms",
      ours: late[worst],
      ratio: "ours p95",
      bar: { most: 250, aim: 200 },
    },
    {
      name: "processor time of one second of time.sleep",
      unit: "ms",
      ours: sleepCpuMs,
      ratio: "ours",
      bar: { most: 20, aim: 10 },
    },
  ];
}
