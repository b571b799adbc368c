import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ID_PLACEHOLDER, withBuildId } from "../../../wasm-bootstrap/build-id.mjs";
import { appendToZip } from "../../../wasm-bootstrap/time-zones/append.mjs";

const EMPTY_ZIP = Buffer.from(`PK\u0005\u0006${"\0".repeat(18)}`, "latin1");
const WASM = Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);

const FILES = {
  scripts: { "node/realm.js": `id="${ID_PLACEHOLDER}"`, "web/worker.js": `a("${ID_PLACEHOLDER}");b()` },
  wasm: WASM,
  standardLibrary: appendToZip(EMPTY_ZIP, { "json.py": Buffer.from("pass") }),
};

function idOf(files: typeof FILES): string {
  return /"(.*)"/.exec(withBuildId(files).scripts["node/realm.js"] ?? "")?.[1] ?? "none";
}

test("every file of the interpreter carries the same id, and keeps what it was", () => {
  const { scripts, wasm, standardLibrary } = withBuildId(FILES);
  const id = idOf(FILES);
  expect(id).toMatch(/^[0-9a-f]{16}$/);
  expect(scripts["web/worker.js"]).toBe(`a("${id}");b()`);
  expect(wasm.subarray(0, WASM.length)).toEqual(WASM);
  const [section] = WebAssembly.Module.customSections(
    new WebAssembly.Module(new Uint8Array(wasm)),
    "pythonless.build",
  );
  expect(Buffer.from(section ?? new ArrayBuffer()).toString()).toBe(id);
  expect(standardLibrary.subarray(0, -22).toString("latin1")).toMatch(
    new RegExp(`pythonless\\.build-${id}$`),
  );
});

test.each([
  [
    "a script, as by another order of linking",
    { scripts: { ...FILES.scripts, "web/worker.js": `${ID_PLACEHOLDER}b();a()` } },
  ],
  ["the binary", { wasm: Buffer.concat([WASM, Buffer.from([0, 2, 1, 65])]) }],
  ["the standard library", { standardLibrary: appendToZip(EMPTY_ZIP, { "json.py": Buffer.from("pass ") }) }],
  [
    "the time zones in it",
    { standardLibrary: appendToZip(FILES.standardLibrary, { "tzdata/zones": Buffer.from("UTC") }) },
  ],
])("another byte in %s is another build", (_what, change) => {
  expect(idOf({ ...FILES, ...change })).not.toBe(idOf(FILES));
});

test("the same bytes are the same build", () => {
  expect(idOf({ ...FILES })).toBe(idOf(FILES));
});

test("a script without a place for the id is refused", () => {
  expect(() => withBuildId({ ...FILES, scripts: { "node/realm.js": "" } })).toThrow(
    "node/realm.js: expected the placeholder of the build id in it, found none",
  );
});

test("the built scripts, binary, standard library and snapshot are of one build", () => {
  const read = (path: string) => readFileSync(new URL(`../../../dist/${path}`, import.meta.url), "latin1");
  const [, id = "none"] =
    /pythonless\.build-([0-9a-f]{16})PK/.exec(read("assets/python_stdlib.zip").slice(-200)) ?? [];
  for (const path of ["node/realm.js", "web/worker.js", "assets/pyodide.asm.wasm"])
    expect(read(path)).toContain(id);
  expect(read("assets/snapshot.bin").slice(0, 200)).toContain(id);
});
