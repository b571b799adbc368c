import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { version } from "pyodide/package.json";
import { info } from "pyodide/pyodide-lock.json";
import { expect, test } from "vitest";
import manifest from "../../../package.json" with { type: "json" };
import { root } from "./sources.ts";

/** Not ours, made by a tool, or about earlier versions. */
const NOT_READ = /^(\.git|node_modules|dist|package-lock\.json|CHANGELOG\.md)$/;
/** Where other versions stand on purpose. */
const OTHER_VERSIONS = ["test/unit/packages/wheel-tags.test.ts", "test/unit/house/versions.test.ts"];
const READ = /\.(md|ts|mts|mjs|json|py|pyi|html)$|^THIRD_PARTY_NOTICES$/;

const minor = info.python.split(".").slice(0, 2).join(".");

/** A version as text has it, and the one that is installed. */
const VERSIONS: readonly (readonly [pattern: RegExp, current: string])[] = [
  [/\b31\d\.\d+\.\d+\b/g, version],
  [/\b3\.1[4-9]\.\d+\b/g, info.python],
  [/(?<=\bC?Python ?|"pythonVersion": ")3\.1[4-9]\b/g, minor],
  [/(?<=\b(?:pyodide|pyemscripten)_)\d{4}_\d+/g, info.abi_version],
  [/\bemscripten_\d+_\d+_\d+/g, info.platform],
  [
    /\bcp31\d-cp31\d-(?=pyodide|pyemscripten|emscripten)/g,
    `cp${minor.replace(".", "")}-cp${minor.replace(".", "")}-`,
  ],
];

test("every line that names a version of Pyodide or CPython names the installed one", () => {
  const files = filesBelow("").filter((file) => READ.test(file) && !OTHER_VERSIONS.includes(file));
  const lines = files.flatMap((file) => linesOf(file));
  expect(
    lines.filter(({ text }) => VERSIONS.some(([pattern]) => text.match(pattern))).length,
  ).toBeGreaterThan(20);
  expect(
    lines.filter(({ text }) => isStale(text)).map(({ place, text }) => `${place}: ${text.trim()}`),
  ).toEqual([]);
});

test("package.json pins Pyodide to one version", () => {
  expect(manifest.devDependencies.pyodide).toBe(version);
});

test.each([
  "Pyodide 313.0.1",
  "CPython 3.15.1",
  "CPython 3.15, compiled",
  '"pythonVersion": "3.15",',
  "cp315-cp315-pyodide_2026_0_wasm32",
  "pyemscripten_2027_0_wasm32",
  "emscripten_6_0_0_wasm32",
])("a line with another version is found: %s", (line) => {
  expect(isStale(line)).toBe(true);
});

test.each([
  `Python is ${info.python}; the service has 3.14.0`,
  "Python removed it in 3.12",
  "the service's runtime python314",
])("a line that names the installed version too, or none, is left alone: %s", (line) => {
  expect(isStale(line)).toBe(false);
});

function isStale(line: string): boolean {
  return VERSIONS.some(([pattern, current]) => {
    const found: readonly string[] = line.match(pattern) ?? [];
    return found.length > 0 && !found.includes(current);
  });
}

function linesOf(file: string) {
  const lines = readFileSync(join(root, file), "utf8").split("\n");
  return lines.map((text, index) => ({ place: `${file}:${index + 1}`, text }));
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(join(root, folder)).flatMap((name) => {
    const path = folder ? `${folder}/${name}` : name;
    if (NOT_READ.test(name)) return [];
    return statSync(join(root, path)).isDirectory() ? filesBelow(path) : [path];
  });
}
