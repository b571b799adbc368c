import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, beforeEach, describe, expect, test } from "vitest";

const built = new URL("../../dist/node/index.js", import.meta.url).href;
const { createFunction } = (await import(built)) as typeof import("../../src/index.ts");
const assets = fileURLToPath(new URL("../../dist/assets/", import.meta.url));

const folders: string[] = [];
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pythonless-assets-"));
  folders.push(folder);
  for (const name of ["pyodide.asm.wasm", "python_stdlib.zip"])
    cpSync(join(assets, name), join(folder, name));
});
afterAll(() => {
  for (const made of folders) rmSync(made, { recursive: true, force: true });
});

describe("assetsUrl", () => {
  test.each([
    ["is missing", undefined, "There is no snapshot beside the interpreter."],
    [
      "is no snapshot",
      () => Buffer.from("x".repeat(100)),
      "The snapshot could not be used: it is no snapshot.",
    ],
    [
      "is torn",
      () => readFileSync(join(assets, "snapshot.bin")).subarray(0, 1_000_000),
      "The snapshot could not be used: it is torn.",
    ],
    [
      "is of another build",
      () => replaced(readFileSync(join(assets, "snapshot.bin")), "0.1.0", "0.0.9"),
      "The snapshot could not be used: it was made by build 0.0.9",
    ],
  ])("whose snapshot %s starts slowly, says so, and works", async (_kind, makeSnapshot, sentence) => {
    if (makeSnapshot) writeFileSync(join(folder, "snapshot.bin"), makeSnapshot());
    const fn = open();
    const first = await fn.execute("hello");
    const second = await fn.execute("again");
    await fn.close();
    expect([first.value, second.value]).toEqual(["hello", "again"]);
    const warnings = first.logs.filter((log) => log.level === "WARN").map((log) => log.message);
    expect(warnings).toEqual([expect.stringContaining(`pythonless started slowly. ${sentence}`)]);
    expect(second.logs.filter((log) => log.level === "WARN")).toEqual([]);
  });

  test.each(
    ["pyodide.asm.wasm", "python_stdlib.zip"].flatMap((file) => [
      {
        file,
        kind: "Pyodide's own",
        make: () => readFileSync(new URL(`../../node_modules/pyodide/${file}`, import.meta.url)),
        sentence: "is not the one of this package",
      },
      {
        file,
        kind: "that of another build",
        make: () =>
          replaced(
            readFileSync(join(assets, file)),
            /(?<=pythonless\.build-?)[0-9a-f]{16}(?=$|PK.{20}$)/s,
            "f".repeat(16),
          ),
        sentence: "is of build ffffffffffffffff",
      },
    ]),
  )("whose $file is $kind is refused in words", async ({ file, make, sentence }) => {
    writeFileSync(join(folder, file), make());
    const fn = open();
    const { error } = await fn.execute();
    await fn.close();
    expect([error?.code, error?.blame]).toEqual(["BOOT_FAILED", "pythonless"]);
    expect(error?.errorMessage).toMatch(
      new RegExp(
        `${file.replaceAll(".", "\\.")} ${sentence}, expected build [0-9a-f]{16}: the files in assets must come from the same`,
      ),
    );
  });

  test("that leads nowhere is a fault of the installation, told by each call", async () => {
    rmSync(join(folder, "pyodide.asm.wasm"));
    const fn = open();
    const execution = await fn.execute();
    expect(execution).toMatchObject({
      outcome: "rejected",
      error: { code: "BOOT_FAILED", blame: "pythonless" },
    });
    expect(execution.error?.errorMessage).toContain("pyodide.asm.wasm");
    expect((await fn.fetch(new Request("http://localhost/"))).status).toBe(500);
    await fn.close();
  });
});

function replaced(bytes: Buffer, what: string | RegExp, by: string): Buffer {
  return Buffer.from(bytes.toString("latin1").replace(what, by), "latin1");
}

function open() {
  return createFunction({
    source: { "main.py": "def handler(event, context): return event" },
    entrypoint: "main.handler",
    assetsUrl: pathToFileURL(folder),
  });
}
