/**
 * `npm run test:stock`: all of spec-node on Pyodide's own script and binary (docs/upgrading-pyodide.md). dist/ holds the
 * ordinary build again at the end.
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

function run(...script) {
  return spawnSync(process.execPath, script, { cwd: root, stdio: "inherit" }).status === 0;
}

const hasPassed = run("build.mjs", "--stock") && run("test/run.mjs", "spec-node");
const isRestored = run("build.mjs");
process.exitCode = hasPassed && isRestored ? 0 : 1;
