/**
 * `npm run test:fuzz`: every property of test/fuzz with 10,000 cases. What follows `--` goes to Vitest, such as the name
 * of a file. FUZZ_CASES sets another number; a failure prints the FUZZ_SEED that makes the same cases again.
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const { status } = spawnSync(
  process.execPath,
  [
    "node_modules/vitest/vitest.mjs",
    "run",
    "--config=test/vitest.config.ts",
    "--project=fuzz",
    ...process.argv.slice(2),
  ],
  {
    cwd: fileURLToPath(new URL("../..", import.meta.url)),
    env: { FUZZ_CASES: "10000", ...process.env },
    stdio: "inherit",
  },
);
process.exitCode = status ?? 1;
