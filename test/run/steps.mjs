/**
 * The steps of `npm test` in order. `arguments` go to Node. `counts` names the file a test runner writes, in
 * the shape of Vitest's JSON reporter; a step without it counts as one. `isInstalling` is a step that may install programs,
 * whose installers may use the machine's Python.
 */
export const steps = [
  { name: "build", title: "node build.mjs", arguments: ["build.mjs"] },
  {
    name: "lint",
    title: "format and lint of TypeScript, JavaScript and JSON (Biome)",
    arguments: ["node_modules/@biomejs/biome/bin/biome", "ci", "--error-on-warnings", "--colors=off"],
  },
  {
    name: "types",
    title: "tsc",
    arguments: ["node_modules/typescript/bin/tsc", "--project", "tsconfig.json"],
  },
  {
    name: "lockfile",
    title: "package-lock.json carries no download addresses",
    arguments: ["test/lint/lockfile.mjs"],
  },
  { name: "python-lint", title: "format and lint of Python (ruff)", arguments: ["test/lint/ruff.mjs"] },
  {
    name: "python-types",
    title: "types of the bootstrap package and of its tests (basedpyright)",
    arguments: ["test/lint/basedpyright.mjs"],
  },
  {
    name: "python",
    title: "unittest inside Pyodide",
    counts: "python.json",
    arguments: ["test/python/run.mjs", "--outputFile=python.json"],
  },
  vitest("unit", "test/unit"),
  vitest("fuzz", "test/fuzz: properties of 200 cases each"),
  vitest("spec-node", "test/spec in a worker of Node"),
  {
    name: "soak",
    title: "2,000 calls of all kinds: none lost, nothing left",
    arguments: ["test/soak/run.mjs", "2000"],
  },
  {
    name: "chromium",
    title: "find a Chromium, or install it",
    arguments: ["test/browser/chromium.mjs"],
    isInstalling: true,
  },
  vitest("spec-browser", "test/spec in Chromium"),
  vitest("page", "the page in Chromium"),
  vitest("package", "the packed package in empty projects"),
];

/** A step that runs one project of test/vitest.config.ts. */
function vitest(project, title) {
  const counts = `${project}.json`;
  return {
    name: project,
    title,
    counts,
    arguments: [
      "node_modules/vitest/vitest.mjs",
      "run",
      "--config=test/vitest.config.ts",
      `--project=${project}`,
      "--reporter=default",
      "--reporter=json",
      `--outputFile=${counts}`,
    ],
  };
}
