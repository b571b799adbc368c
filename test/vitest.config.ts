import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vitest/config";
import { pythonFilesForVite } from "../wasm-bootstrap/python-files.mjs";

declare module "vitest" {
  interface ProvidedContext {
    /** Where a test of test/spec runs its functions. */
    host: "node" | "browser";
  }
}

const root = fileURLToPath(new URL("..", import.meta.url));

/** As build.mjs does it: a .py file is its text. */
const pythonAsText: Plugin = {
  name: "python-as-text",
  enforce: "pre",
  load: (id) => (id.endsWith(".py") ? `export default ${JSON.stringify(readFileSync(id, "utf8"))};` : null),
};

/** Room for a cold start on a busy machine of two cores. */
const SLOW = { testTimeout: 120_000, hookTimeout: 120_000, expect: { poll: { timeout: 30_000 } } };

const CHROMIUM = "test/browser/shared-chromium.ts";

/** The steps of test/run.mjs go by these names. */
export default defineConfig({
  root,
  test: {
    // Left to itself Vitest leaves a core free: one file at a time on a machine of two.
    maxWorkers: availableParallelism(),
    projects: [
      {
        root,
        plugins: [pythonAsText, pythonFilesForVite],
        // The package's clock ignores fake timers, which tests of deadlines need.
        resolve: { alias: { "#clock": fileURLToPath(new URL("unit/global-clock.ts", import.meta.url)) } },
        test: { name: "unit", include: ["test/unit/**/*.test.ts"], testTimeout: 20_000 },
      },
      {
        root,
        test: {
          name: "fuzz",
          include: ["test/fuzz/**/*.test.ts"],
          setupFiles: ["test/fuzz/setup.ts"],
          testTimeout: 600_000,
        },
      },
      spec("node"),
      spec("browser"),
      { root, test: { name: "page", include: ["test/browser/*.test.ts"], globalSetup: CHROMIUM, ...SLOW } },
      {
        root,
        test: {
          name: "package",
          include: ["test/package/*.test.ts"],
          globalSetup: "test/package/setup.ts",
          testTimeout: 120_000,
        },
      },
    ],
  },
});

/** One spec, many hosts. */
function spec(host: "node" | "browser") {
  const only = host === "node" ? ["test/node/**/*.test.ts"] : [];
  const globalSetup = host === "browser" ? [CHROMIUM] : [];
  const include = ["test/spec/**/*.test.ts", ...only];
  return { root, test: { name: `spec-${host}`, include, globalSetup, provide: { host }, ...SLOW } };
}
