/** The sources of the generated parts of docs/: declarations of `src/` with their doc comments, and its values. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { declarationsOf } from "./tsdoc.mjs";

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** The exported declarations of one file by name. */
export function declarationsIn(path) {
  return declarationsOf(readFileSync(join(root, path), "utf8"));
}

/** Every exported declaration of `src/` by name; of two of one name, the one with a doc comment. */
export function allDeclarations() {
  const all = new Map();
  for (const path of readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" }).sort()) {
    if (!/(?<!\.d)\.ts$/.test(path)) continue;
    for (const [name, declaration] of declarationsIn(`src/${path}`)) {
      if (all.get(name)?.docs === undefined) all.set(name, declaration);
    }
  }
  return all;
}

/** The exports of a TypeScript file. Node 20 cannot import one. */
export async function importTypeScript(path) {
  const folder = mkdtempSync(join(tmpdir(), "pythonless-docs-"));
  try {
    const outfile = join(folder, "module.mjs");
    await build({
      absWorkingDir: root,
      entryPoints: [path],
      outfile,
      bundle: true,
      format: "esm",
      platform: "node",
      conditions: ["node"],
      loader: { ".py": "text" },
      // Commander is CommonJS.
      banner: {
        js: 'import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);',
      },
      logLevel: "error",
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
