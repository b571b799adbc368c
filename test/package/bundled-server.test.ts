import { cpSync, mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { type Ended, runNode } from "./command.ts";
import { tools } from "./tools.ts";

const app = inject("app");
const folder = mkdtempSync(join(realpathSync(tmpdir()), "pythonless-bundles-"));
const bundlers = fileURLToPath(new URL("./bundlers.mjs", import.meta.url));

const OF_FILES = "nor in a package that can be found from";
const OF_BROWSERS = "this is the build of pythonless for browsers";

/** Each with the file it writes, and what its bundle says where pythonless is not installed. */
const BUNDLES = [
  { name: "esbuild-esm", file: "server.mjs", failure: OF_FILES },
  { name: "esbuild-cjs", file: "server.cjs", failure: OF_FILES },
  { name: "rollup-node", file: "server.mjs", failure: OF_FILES },
  { name: "webpack", file: "server.mjs", failure: OF_FILES },
  // It takes the build for browsers, unless it is asked for Node's.
  { name: "rollup", file: "server.mjs", failure: OF_BROWSERS },
] as const;

type Bundle = (typeof BUNDLES)[number];

/** Bundles on one machine, so to speak: webpack writes the place of a module into its bundle. */
beforeAll(async () => {
  const machine = join(folder, "machine");
  cpSync(join(app, "server"), machine, { recursive: true });
  cpSync(join(app, "node_modules/pythonless"), join(machine, "node_modules/pythonless"), { recursive: true });
  for (const bundle of BUNDLES) await write(bundle, machine);
  renameSync(machine, join(folder, "gone"));
}, 240_000);
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

async function write({ name, file }: Bundle, machine: string): Promise<void> {
  const modules = await tools();
  for (const [place, ...flags] of [[away(name)], [external(name), "--external"]] as const) {
    mkdirSync(place, { recursive: true });
    const job = [bundlers, name, join(machine, "server.js"), join(place, file), modules, ...flags];
    const ended = await runNode(job, { cwd: machine });
    if (ended.code !== 0) throw new Error(`${name} failed:\n${ended.stdout}${ended.stderr}`);
  }
  cpSync(away(name), installed(name), { recursive: true });
}

const installed = (name: string): string => join(app, "bundles", name);
const external = (name: string): string => join(app, "bundles", `${name}-external`);
const away = (name: string): string => join(folder, "away", name);

describe.each(BUNDLES)("a server bundled by $name", ({ name, file, failure }) => {
  test("answers where pythonless is installed, unless it has the build for browsers", async () => {
    const ended = await run(join(installed(name), file));
    if (failure === OF_BROWSERS) expectHint(ended, failure);
    else expectAnswer(ended);
  });

  test("says elsewhere to keep pythonless external", async () => {
    expectHint(await run(join(away(name), file)), failure);
  });

  test("answers with pythonless external", async () => {
    expectAnswer(await run(join(external(name), file)));
  });
});

test("a server beside a package that was copied without the interpreter says that it is incomplete", async () => {
  const place = join(folder, "incomplete");
  cpSync(join(app, "server"), place, { recursive: true });
  cpSync(join(app, "node_modules/pythonless"), join(place, "node_modules/pythonless"), {
    recursive: true,
    filter: (path) => basename(path) !== "assets",
  });
  expectHint(await run(join(place, "server.js")), "the package is incomplete");
});

function run(program: string): Promise<Ended> {
  return runNode([program], { cwd: dirname(program) });
}

function expectAnswer(ended: Ended): void {
  expect(ended.code, ended.stdout + ended.stderr.slice(-3_000)).toBe(0);
  expect(ended).toMatchObject({ stdout: "42\n", stderr: "" });
}

function expectHint(ended: Ended, failure: string): void {
  expect(ended.code).toBe(1);
  expect(ended.stderr).toContain(failure);
  expect(ended.stderr).toContain("code: 'BOOT_FAILED'");
  expect(ended.stderr).toMatch(/hint: .*keep (it|pythonless) external/is);
}
