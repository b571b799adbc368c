import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadPyodide, type PyodideAPI } from "pyodide";
import { beforeAll, describe, expect, test } from "vitest";
import { TIME_MEMBERS } from "../../../src/worker/pyodide/clocks.ts";
import { FILE_IMPORTS } from "../../../src/worker/pyodide/file-times.ts";
import { FILE_SYSTEM_MEMBERS, MODULE_MEMBERS } from "../../../src/worker/pyodide/private-api.ts";
import { CLOCK_MEMBERS } from "../../../src/worker/pyodide/utc.ts";
import listed from "../../../wasm-bootstrap/pyodide/private-names.json" with { type: "json" };
import { REPLACEMENTS, rewriteScript } from "../../../wasm-bootstrap/pyodide/rewrite-script.mjs";
import { codeOf, root, sourceFiles } from "../house/sources.ts";

/** The names of CPython's library are looked up by test/python/test_private_names.py. */
const { python, ...sections } = listed;

const read = (path: string) => readFileSync(join(root, path), "utf8");
const [script, reader] = ["pyodide.asm.mjs", "pyodide.mjs"].map((file) =>
  read(`node_modules/pyodide/${file}`),
) as [string, string];
const rewritten = rewriteScript(script, reader);
const names = (rows: readonly { readonly name: string }[]) => rows.map(({ name }) => name);
const last = (name: string) => name.slice(name.lastIndexOf(".") + 1);

describe("each private name that is listed exists", () => {
  let pyodide: PyodideAPI;
  beforeAll(async () => {
    pyodide = await loadPyodide();
  }, 60_000);

  test.each(sections.module)("of Emscripten's module: $name", ({ name, breaks }) => {
    expect(valueAt(pyodide, `_module.${name}`), breaks).toBeDefined();
    expect(rewritten, breaks).toMatch(new RegExp(`Module(\\.${name}|\\["${name}"\\])=`));
  });

  test.each(sections.fileSystem)("of Emscripten's files: $name", ({ name, breaks }) => {
    expect(valueAt(pyodide, `FS.${name}`), breaks).toBeDefined();
  });

  test("of a file of Emscripten's: contents and usedBytes", () => {
    pyodide.FS.writeFile("/three", "abc");
    expect(pyodide.FS.lookupPath("/three").node).toMatchObject({
      usedBytes: 3,
      contents: expect.any(Uint8Array),
    });
  });

  test.each(sections.pyodide)("of Pyodide: $name", ({ name, breaks }) => {
    expect(script + reader, breaks).toContain(name);
  });

  test.each(sections.script)("in Pyodide's script: $name", ({ name, breaks }) => {
    expect(script, breaks).toContain(name);
  });

  test("in its binary", () => {
    const binary = new WebAssembly.Module(readFileSync(join(root, "node_modules/pyodide/pyodide.asm.wasm")));
    const exported = names(WebAssembly.Module.exports(binary));
    const imported = names(WebAssembly.Module.imports(binary));
    expect(exported).toEqual(expect.arrayContaining(names(sections.exports)));
    expect(imported).toEqual(expect.arrayContaining(names(sections.imports)));
  });
});

test("each private name is used where the list says", () => {
  // Of the script, whole pieces of text are listed, which other files rely on without repeating them.
  const { script: pieces, ...named } = sections;
  const uses = Object.values(named)
    .flat()
    .flatMap(({ name, usedIn }) => usedIn.map((file) => ({ name, file })));
  expect(uses.filter(({ name, file }) => !read(file).includes(last(name)))).toEqual([]);
  for (const file of pieces.flatMap(({ usedIn }) => usedIn)) expect(read(file)).not.toBe("");
});

test("each private name that the worker uses is listed", () => {
  const known = new Set(
    Object.values(sections)
      .flat()
      .map(({ name }) => last(name)),
  );
  const used = sourceFiles()
    .filter((file) => file.startsWith("worker/"))
    .flatMap((file) => privateNamesIn(codeOf(file)).map((name) => `${file}: ${name}`));
  expect(used.length).toBeGreaterThan(10);
  expect(used.filter((use) => !known.has(use.slice(use.indexOf(" ") + 1)))).toEqual([]);
});

test.each([
  "pyodide._api.x",
  'module["_malloc"]',
  "{ _makeSnapshot: true }",
  "interface A {\n  _tzset_js(): void }",
])("a private name is found in %s", (code) => {
  expect(privateNamesIn(code)).toHaveLength(1);
});

test("Pyodide is seen through its documented types, but for one file", () => {
  const casting = sourceFiles().filter((file) => /yodide(\.FS)?\)? as unknown as/.test(codeOf(file)));
  expect(casting).toEqual(["worker/pyodide/private-api.ts"]);
});

test("what the start makes sure of is what is listed", () => {
  expect(Object.keys(MODULE_MEMBERS).sort()).toEqual(names(sections.module).sort());
  expect(names(sections.fileSystem)).toEqual(expect.arrayContaining(Object.keys(FILE_SYSTEM_MEMBERS)));
  const imports = Object.keys({ ...CLOCK_MEMBERS, ...TIME_MEMBERS, ...FILE_IMPORTS });
  expect(imports.sort()).toEqual(names(sections.imports).sort());
  expect(names(sections.script)).toEqual(expect.arrayContaining(REPLACEMENTS.map(([what]) => what)));
});

function valueAt(owner: object, path: string): unknown {
  return path.split(".").reduce<unknown>((inner, name) => (inner as Record<string, unknown>)?.[name], owner);
}

/** Of properties; a parameter that is not used begins with an underscore too. */
function privateNamesIn(code: string): readonly string[] {
  const property = /(?:\.|\["|[{;]\s*|^\s*(?:readonly\s+)?)(_+[A-Za-z]\w*)/gm;
  return [...code.matchAll(property)].map(([, name]) => name as string);
}
