import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { compiledAtOnce } from "../../../wasm-bootstrap/pyodide/compiled-at-once.mjs";

test("the program stands in brackets, and what is around it stays", () => {
  const bundle = "let a=1;async function md(moduleArg={}){var moduleRtn;\nreturn b(),moduleRtn}var c=md;";
  expect(compiledAtOnce(bundle)).toBe(
    "let a=1;var md=(async function(moduleArg={}){var moduleRtn;\nreturn b(),moduleRtn});var c=md;",
  );
});

test("a bundle without the program is refused", () => {
  expect(() => compiledAtOnce("let a=1;")).toThrow("holds no program of Emscripten");
});

test("the worker of the package has it in brackets", () => {
  const worker = readFileSync(new URL("../../../dist/web/worker.js", import.meta.url), "utf8");
  expect(worker.match(/=\(async function\(moduleArg=\{\}\)\{/g)).toHaveLength(1);
});
