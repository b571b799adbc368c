import { expect, test } from "vitest";
import { FITTING_TAGS, fits } from "../../../src/packages/wheel-tags.ts";

test.each([
  "py3-none-any",
  "py2.py3-none-any",
  "py314-none-any",
  "py39-none-any",
  "cp314-none-any",
  "cp314-cp314-pyodide_2026_0_wasm32",
  "cp314-cp314-pyemscripten_2026_0_wasm32",
  "cp314-cp314-emscripten_5_0_3_wasm32",
  "cp310-abi3-pyodide_2026_0_wasm32",
  "py3-none-pyodide_2026_0_wasm32",
  "cp313.cp314-cp314-pyodide_2026_0_wasm32",
])("%s fits", (tag) => {
  expect(fits(tag)).toBe(true);
});

test.each([
  "py2-none-any",
  "py315-none-any",
  "cp314-cp314-any",
  "cp312-cp312-manylinux_2_17_x86_64",
  "cp314-cp314-manylinux_2_17_x86_64",
  "cp313-cp313-pyodide_2025_0_wasm32",
  "cp313-cp313-pyodide_2026_0_wasm32",
  "cp315-abi3-pyodide_2026_0_wasm32",
  "py3-abi3-pyodide_2026_0_wasm32",
  "cp314-cp314t-pyodide_2026_0_wasm32",
  "pp310-pypy310_pp73-any",
  "py3-none",
  "",
])("%s does not", (tag) => {
  expect(fits(tag)).toBe(false);
});

test("those that are told fit themselves", () => {
  expect(FITTING_TAGS.filter((tag) => !fits(tag))).toEqual([]);
});
