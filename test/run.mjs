/**
 * `npm test`: every step one after the other, and the sum of all as the last line.
 * `node test/run.mjs unit python` runs the steps named.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runCounted } from "./run/counted.mjs";
import { decoyCalls, withDecoys } from "./run/native-python.mjs";
import { endProcess, leftProcesses, markEnvironment } from "./run/processes.mjs";
import { steps } from "./run/steps.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

async function main(names) {
  const unknown = names.filter((name) => !steps.some((step) => step.name === name));
  if (unknown.length > 0) {
    console.error(`Unknown step ${unknown.join(", ")}. The steps: ${steps.map((s) => s.name).join(", ")}.`);
    return 2;
  }
  const scratch = mkdtempSync(join(tmpdir(), "pythonless-"));
  try {
    const chosen = steps.filter((step) => names.length === 0 || names.includes(step.name));
    return await runAll(chosen, scratch);
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Goes on after a step that failed: one run tells all there is to mend. */
async function runAll(chosen, scratch) {
  const plain = markEnvironment(scratch);
  const decoyed = withDecoys(plain, scratch);
  const results = [];
  for (const step of chosen) {
    console.log(`\n── ${step.name}: ${step.title}`);
    const environment = step.isInstalling ? plain : decoyed;
    const result = await runCounted(step, { root, scratch, environment });
    console.log(`── ${step.name}: ${count(result)} (${(result.durationMs / 1000).toFixed(1)} s)`);
    results.push({ name: step.name, ...result });
  }
  results.push({ name: "processes", ...(await checkProcesses(scratch)) });
  results.push({ name: "native-python", ...checkNativePython(scratch) });
  return summarize(results);
}

async function checkProcesses(scratch) {
  console.log("\n── processes: nothing a test started outlives it");
  const left = await leftProcesses(scratch);
  if (left === undefined) {
    console.log("skipped: only Linux lists processes in /proc");
    return { passed: 0, failed: 0 };
  }
  for (const leftover of left) {
    console.error(`still running: ${leftover.pid} ${leftover.command}`);
    endProcess(leftover.pid);
  }
  return { passed: left.length === 0 ? 1 : 0, failed: left.length };
}

function checkNativePython(scratch) {
  console.log("\n── native-python: no step starts a Python of the machine");
  const calls = decoyCalls(scratch);
  for (const call of calls) console.error(`was started: ${call}`);
  return { passed: calls.length === 0 ? 1 : 0, failed: calls.length };
}

function summarize(results) {
  const total = { passed: sum(results, "passed"), failed: sum(results, "failed") };
  const broken = results.filter((result) => result.failed > 0).map((result) => result.name);
  console.log(broken.length > 0 ? `\nfailed: ${broken.join(", ")}` : "");
  console.log(count(total));
  return total.failed > 0 ? 1 : 0;
}

function sum(results, key) {
  return results.reduce((total, result) => total + result[key], 0);
}

function count({ passed, failed }) {
  return `${passed} passed, ${failed} failed`;
}

process.exitCode = await main(process.argv.slice(2));
