import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { compileEagerly } from "../../../wasm-bootstrap/pyodide/compile-eagerly.mjs";

test("the program stands in brackets, and what is around it stays", () => {
  const bundle = "let a=1;async function md(moduleArg={}){var moduleRtn;\nreturn b(),moduleRtn}var c=md;";
  expect(compileEagerly(bundle)).toBe(
    "let a=1;var md=(async function(moduleArg={}){var moduleRtn;\nreturn b(),moduleRtn});var c=md;",
  );
});

test("a bundle without the program, or with two, is refused", () => {
  const program = "async function md(moduleArg={}){var moduleRtn;return b(),moduleRtn}";
  expect(() => compileEagerly("let a=1;")).toThrow("expected one program of Emscripten");
  expect(() => compileEagerly(program + program.replace("md", "me"))).toThrow("found 2");
});

test.each([
  ["a string", 'async function md(moduleArg={}){var moduleRtn,c=",moduleRtn}";return b(),moduleRtn}'],
  ["a template", "async function md(moduleArg={}){var moduleRtn,c=`,moduleRtn}`;return b(),moduleRtn}"],
  [
    "a regular expression",
    "async function md(moduleArg={}){var moduleRtn,c=/[,moduleRtn}]/;return b(),moduleRtn}",
  ],
  ["a comment", "async function md(moduleArg={}){var moduleRtn/*,moduleRtn}*/;return b(),moduleRtn}"],
  [
    "an inner function",
    "async function md(moduleArg={}){var moduleRtn;c(()=>{a,moduleRtn});return b(),moduleRtn}",
  ],
])("a bundle where the text of the program's end stands earlier, in %s, is refused", (_where, bundle) => {
  expect(() => compileEagerly(bundle)).toThrow("does not end where its text first looks like its end");
});

test("the worker of the package has it in brackets", () => {
  const worker = readFileSync(new URL("../../../dist/web/worker.js", import.meta.url), "utf8");
  expect(worker.match(/=\(async function\(moduleArg=\{\}\)\{/g)).toHaveLength(1);
});
