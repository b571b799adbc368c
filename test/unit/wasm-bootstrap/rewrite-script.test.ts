import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { rewriteScript } from "../../../wasm-bootstrap/pyodide/rewrite-script.mjs";
import { withoutUnusedExports } from "../../../wasm-bootstrap/pyodide/unused-exports.mjs";

const folder = new URL("../../../node_modules/pyodide/", import.meta.url);
const [script, reader] = ["pyodide.asm.mjs", "pyodide.mjs"].map((file) =>
  readFileSync(new URL(file, folder), "utf8"),
) as [string, string];

const MANY = Array.from({ length: 1_000 }, (_, index) => `_unused${index}`);

const MEMORY = 'memory=Module["memory"]=wasmMemory=wasmExports["memory"]';

/** As Emscripten writes it. */
function scriptOf(use: string): string {
  const names = [...MANY, "_free", "_main", "_stdout", "memory"];
  const assignments = [
    ...MANY.map((name) => `${name}=Module["${name}"]=wasmExports["${name.slice(1)}"]`),
    '_free=Module["_free"]=wasmExports["free"]',
    '_main=Module["_main"]=wasmExports["__main_argc_argv"]',
    '_stdout=Module["_stdout"]=wasmExports["stdout"].value>>>0',
    MEMORY,
  ];
  return `var a=1;var ${names.join(",")};function assignWasmExports(wasmExports){${assignments.join(";")}}${use}`;
}

/** What is left of the function and its variables. */
function kept(use: string, reader = ""): readonly (string | undefined)[] {
  const [, variables, body] =
    /;var (.*?);function assignWasmExports\(wasmExports\)\{(.*?)\}/.exec(
      withoutUnusedExports(scriptOf(use), reader),
    ) ?? [];
  return [variables, body];
}

describe("Pyodide's script without exports that nobody uses", () => {
  test.each([
    ["called by name", "_free(1)", "", '_free=Module["_free"]=wasmExports["free"]', "_free"],
    [
      "read as a property",
      "Module._stdout",
      "",
      '_stdout=Module["_stdout"]=wasmExports["stdout"].value>>>0',
      "_stdout",
    ],
    ["read by its quoted name", 'x["_free"]', "", '_free=Module["_free"]=wasmExports["free"]', "_free"],
    ["read by the other script", "", "m._free()", '_free=Module["_free"]=wasmExports["free"]', "_free"],
  ])("keeps what is %s", (_name, use, reader, body, variables) => {
    expect(kept(use, reader)).toEqual([`${variables},memory`, `${body};${MEMORY}`]);
  });

  test("keeps what Emscripten's own variables hold too", () => {
    expect(kept("")).toEqual(["memory", MEMORY]);
  });

  test("is a third smaller, and has what the interpreter needs", () => {
    const rewritten = rewriteScript(script, reader);
    expect(rewritten.length).toBeLessThan(script.length * 0.7);
    for (const name of ["_malloc", "_free", "memory", "___heap_base"])
      expect(rewritten).toContain(`${name}=Module["${name}"]=`);
  });

  test("is refused in words when it is another one", () => {
    expect(() => rewriteScript("var a;", "")).toThrow(
      "expected this once, found it 0 times: updateGOT(origExports);LDSO.init();\nAnother version of Pyodide",
    );
    expect(() => withoutUnusedExports("var a;", "")).toThrow("expected once function assignWasmExports");
  });

  test.each([
    'Module["_"+name]',
    "Module[name]",
    "Module[`_`+name]",
    "Module?.[name]",
    "wasmExports[name]",
    "wasmExports['mal'+'loc']",
  ])("is refused when it asks for an export by a computed name: %s", (use) => {
    expect(() => kept(`x=${use}`)).toThrow(`asks for an export by a computed name (${use})`);
  });

  test.each(['_a="}"', "_a=()=>{}", '_a=b["wasmExports"]', "if(c)_a=wasmExports['a']"])(
    "is refused when anything but an assignment stands among the exports: %s",
    (statement) => {
      const script = scriptOf("").replace("_free=", `${statement};_free=`);
      expect(() => withoutUnusedExports(script, "")).toThrow('found "');
    },
  );

  test("has no exports for ccall and cwrap, and they say so", () => {
    expect(rewriteScript(script, reader)).toContain(
      'getCFunc=ident=>{throw new Error("pythonless leaves out',
    );
  });
});
