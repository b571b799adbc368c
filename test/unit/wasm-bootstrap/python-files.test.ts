import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import bundledByVite from "virtual:python-files";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { pythonFiles, pythonFilesForEsbuild } from "../../../wasm-bootstrap/python-files.mjs";
import { root } from "../house/sources.ts";

test("every Python file of the package is in the bundle by its path, with no list to keep", () => {
  const inFolder = readdirSync(join(root, "wasm-bootstrap/pythonless"), { recursive: true, encoding: "utf8" })
    .map((path) => `pythonless/${path.replaceAll("\\", "/")}`)
    .filter((path) => path.endsWith(".py"));
  expect(inFolder).toContain("pythonless/standard/pwd.py");
  expect(Object.keys(pythonFiles()).sort()).toEqual(["runtime.py", ...inFolder].sort());
  for (const [path, text] of Object.entries(pythonFiles())) {
    expect(text).toBe(readFileSync(join(root, "wasm-bootstrap", path), "utf8"));
  }
});

test("esbuild and Vite bundle the same files", async () => {
  const { outputFiles } = await build({
    stdin: { contents: 'import files from "virtual:python-files"; globalThis.found = files;' },
    bundle: true,
    write: false,
    format: "iife",
    plugins: [pythonFilesForEsbuild],
  });
  const scope: { found?: object } = {};
  new Function("globalThis", outputFiles[0]?.text ?? "")(scope);
  expect(scope.found).toEqual(pythonFiles());
  expect(bundledByVite).toEqual(pythonFiles());
});
