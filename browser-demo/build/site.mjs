/**
 * Builds the site into dist/demo/. It takes the package as any page would: by its public name, through an import map.
 * `node browser-demo/build/site.mjs` makes it anew from a dist/ that is there.
 */

import { copyFile, cp, rm } from "node:fs/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = new URL("../../", import.meta.url);
const at = (path) => fileURLToPath(new URL(path, root));

export async function buildSite() {
  await rm(at("dist/demo"), { recursive: true, force: true });
  await Promise.all([scripts(), styles()]);
  await copyFile(at("browser-demo/index.html"), at("dist/demo/index.html"));
  await copyFile(
    at("node_modules/@astral-sh/ruff-wasm-web/ruff_wasm_bg.wasm"),
    at("dist/demo/ruff_wasm_bg.wasm"),
  );
  await cp(at("dist/web"), at("dist/demo/pythonless/web"), { recursive: true });
  await cp(at("dist/assets"), at("dist/demo/pythonless/assets"), {
    recursive: true,
    // A page fetches the compressed one.
    filter: (path) => !path.endsWith("snapshot.bin"),
  });
}

function scripts() {
  return build({
    absWorkingDir: at("."),
    entryPoints: { main: "browser-demo/main.ts" },
    outdir: "dist/demo",
    bundle: true,
    format: "esm",
    target: "es2022",
    platform: "browser",
    splitting: true,
    chunkNames: "[name]-[hash]",
    external: ["pythonless"],
    loader: { ".py": "text" },
    minify: true,
    legalComments: "none",
    metafile: true,
    logLevel: "warning",
  });
}

function styles() {
  return build({
    absWorkingDir: at("."),
    entryPoints: { style: "browser-demo/styles/index.css" },
    outdir: "dist/demo",
    bundle: true,
    minify: true,
    logLevel: "warning",
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await buildSite();
