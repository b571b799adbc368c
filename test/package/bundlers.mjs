/**
 * Bundles a server, as its own process: node bundlers.mjs NAME ENTRY FILE MODULES [--external], where MODULES is the
 * `node_modules` of test/package/tools.
 */

import { join } from "node:path";
import { argv } from "node:process";
import { pathToFileURL } from "node:url";
import { build as esbuild } from "esbuild";

const [name, entry, file, modules, flag] = argv.slice(2);
const isExternal = flag === "--external";
const external = isExternal ? ["pythonless"] : [];

const tool = (path) => import(pathToFileURL(join(modules, path)).href);

const byEsbuild = (format) => () =>
  esbuild({
    entryPoints: [entry],
    outfile: file,
    bundle: true,
    platform: "node",
    format,
    external,
    logLevel: "error",
    // In CommonJS it is empty, which esbuild warns of.
    logOverride: { "empty-import-meta": "silent" },
  });

const byRollup = (exportConditions) => async () => {
  const { rollup } = await tool("rollup/dist/es/rollup.js");
  const { nodeResolve } = await tool("@rollup/plugin-node-resolve/dist/es/index.js");
  const bundle = await rollup({ input: entry, external, plugins: [nodeResolve({ exportConditions })] });
  await bundle.write({ file, format: "es", inlineDynamicImports: true });
};

async function byWebpack() {
  const { default: webpack } = await tool("webpack/lib/index.js");
  const compiler = webpack({
    mode: "production",
    entry,
    target: "node20",
    experiments: { outputModule: true },
    output: { path: join(file, ".."), filename: "server.mjs", module: true, chunkFormat: "module" },
    externals: isExternal ? { pythonless: "module pythonless" } : {},
  });
  await new Promise((resolve, reject) => {
    compiler.run((error, stats) => {
      if (error ?? (stats.hasErrors() || stats.hasWarnings())) reject(error ?? new Error(stats.toString()));
      else compiler.close(resolve);
    });
  });
}

const BUNDLERS = {
  "esbuild-esm": byEsbuild("esm"),
  "esbuild-cjs": byEsbuild("cjs"),
  rollup: byRollup([]),
  "rollup-node": byRollup(["node"]),
  webpack: byWebpack,
};

await BUNDLERS[name]();
