import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** No step may hang the whole run. The longest takes less than three minutes on two cores. */
const STEP_LIMIT_MS = 10 * 60_000;

/** Runs one step to its end and says how many tests passed and failed in it. */
export async function runCounted(step, { root, scratch, environment }) {
  const started = performance.now();
  const code = await runNode(argumentsIn(step, scratch), { cwd: root, env: environment });
  const counted = step.counts === undefined ? undefined : readCounts(join(scratch, step.counts));
  return { ...judge(code, counted), durationMs: performance.now() - started };
}

/** A runner that fails without a failed test (a file that does not load, a crash) counts as one failure. */
export function judge(code, counted) {
  const { passed, failed } = counted ?? { passed: code === 0 ? 1 : 0, failed: 0 };
  if (code !== 0) return { passed, failed: Math.max(failed, 1) };
  return passed === 0 ? { passed, failed: 1 } : { passed, failed };
}

/** Reports go to the scratch folder: the tree stays clean. */
function argumentsIn(step, scratch) {
  if (step.counts === undefined) return step.arguments;
  return step.arguments.map((argument) =>
    argument.startsWith("--outputFile=") ? `--outputFile=${join(scratch, step.counts)}` : argument,
  );
}

function runNode(nodeArguments, { cwd, env }) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, nodeArguments, {
      cwd,
      env,
      stdio: ["ignore", "inherit", "inherit"],
      timeout: STEP_LIMIT_MS,
      killSignal: "SIGKILL",
    });
    child.once("error", (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.once("exit", (code, signal) => {
      if (signal !== null) console.error(`ended by ${signal} (limit: ${STEP_LIMIT_MS / 60_000} minutes)`);
      resolve(code ?? 1);
    });
  });
}

function readCounts(path) {
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(path, "utf8"));
    return { passed: numPassedTests, failed: numFailedTests };
  } catch {
    return { passed: 0, failed: 1 };
  }
}
