import { execFileSync } from "node:child_process";
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ownCache } from "./own-cache.ts";

const built = new URL("../../dist/node/index.js", import.meta.url).href;
const { createFunction } = (await import(built)) as typeof import("../../src/index.ts");

const folder = ownCache();
const manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));

describe("the compiled form of the interpreter's glue", () => {
  test("is kept by the first call, whole, and for the user alone", async () => {
    await run();
    const [name = ""] = readdirSync(folder());
    expect(readdirSync(folder())).toEqual([expect.stringMatching(/^code-[\w.-]+\.kept$/)]);
    expect(statSync(join(folder(), name)).mode & 0o077).toBe(0);
  });

  test("is not written again by those who find it", async () => {
    await run();
    const before = times();
    await run();
    expect(times()).toEqual(before);
  });

  test("belongs to one version of Node, of V8 and of the package", async () => {
    await run();
    const [name] = readdirSync(folder());
    expect(name).toContain(`-${process.version}-${process.versions.v8}-${process.platform}-${process.arch}-`);
    expect(name).toContain(`code-${manifest.version}-`);
  });

  test.runIf(process.platform !== "win32").each<[string, (path: string) => void]>([
    ["is a pipe without a writer", (path) => void execFileSync("mkfifo", [path])],
    ["is an empty folder", (path) => mkdirSync(path)],
    ["is a link to itself", (path) => symlinkSync(path, path)],
    ["can be written by others", (path) => writeFileSync(path, "", { mode: 0o666 })],
  ])("that %s counts as absent, and is made anew", async (_what, replace) => {
    await run();
    const [path = ""] = readdirSync(folder()).map((name) => join(folder(), name));
    rmSync(path);
    replace(path);
    await run();
    expect([lstatSync(path).isFile(), lstatSync(path).size > 100_000]).toEqual([true, true]);
  });

  test("is not needed where the folder cannot be written", async () => {
    writeFileSync(folder(), "");
    await run();
    expect(statSync(folder()).size).toBe(0);
  });

  test("leaves no draft behind where several instances write at once", async () => {
    await Promise.all([run(), run(), run()]);
    expect(readdirSync(folder())).toEqual([expect.not.stringMatching(/draft/)]);
  });
});

function times(): number[] {
  return readdirSync(folder()).map((name) => statSync(join(folder(), name)).mtimeMs);
}

async function run(): Promise<void> {
  const source = { "main.py": "def handler(event, context):\n    return event\n" };
  const fn = createFunction({ source, entrypoint: "main.handler", executionTimeoutMs: 60_000 });
  expect(await fn.invoke("fine")).toBe("fine");
  await fn.close();
}
