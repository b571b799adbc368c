/**
 * Builds everything into dist/: the library for Node and for browsers, the command line, the interpreter's files
 * with their snapshot, the types, and the site. With `--stock` Pyodide's script and binary stay as npm has them, which tells
 * a fault of Pyodide from one of our rewriting: docs/upgrading-pyodide.md.
 */

import { spawnSync } from "node:child_process";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { posix } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { buildSingleFile } from "./browser-demo/build/single-file.mjs";
import { buildSite } from "./browser-demo/build/site.mjs";
import { buildInterpreter, buildSnapshot } from "./wasm-bootstrap/build-assets.mjs";
import { nodeRealm, webWorker } from "./wasm-bootstrap/pyodide/bundle-scripts.mjs";
import { pyodideFiles } from "./wasm-bootstrap/pyodide/pyodide-files.mjs";

const root = new URL("./", import.meta.url);
const dist = new URL("dist/", root);
const at = (path) => fileURLToPath(new URL(path, root));

const shared = {
  absWorkingDir: at("."),
  bundle: true,
  format: "esm",
  target: "es2022",
  loader: { ".py": "text" },
  // esbuild takes Comlink's UMD file for Node otherwise.
  mainFields: ["module", "main"],
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
};

const { stock: isStock } = parseArgs({ options: { stock: { type: "boolean", default: false } } }).values;

const nodeLibrary = () =>
  build({
    ...shared,
    entryPoints: {
      index: "src/index.ts",
      events: "src/events/index.ts",
      node: "src/node/index.ts",
      cli: "src/cli/main.ts",
    },
    outdir: "dist/node",
    platform: "node",
    conditions: ["node"],
    splitting: true,
    chunkNames: "[name]-[hash]",
    inject: ["src/platform/node/globals.ts"],
    // Commander is CommonJS, and asks for Node's modules as such. Only then is the file's own URL needed, which a bundle
    // in CommonJS does not have. Webpack would warn of a named import of `createRequire`.
    banner: {
      js: 'import nodeModule from "node:module"; const require = (name) => nodeModule.createRequire(import.meta.url)(name);',
    },
  });

/** One file, apart from the library's: a thread loads it before all else, and each file more takes it a millisecond or two. */
const nodeWorker = () =>
  build({
    ...shared,
    entryPoints: { worker: "src/worker/node.ts" },
    outdir: "dist/node",
    platform: "node",
    conditions: ["node"],
  });

/**
 * `index.js` takes the builders from `events.js`, the entry `pythonless/events`. Bundled into it, they would also bring along the
 * code that they share with `fetch`, which loads on demand: 1.8 kB more for a page that uses neither.
 */
const eventsApart = {
  name: "events-apart",
  setup(building) {
    building.onResolve({ filter: /^\.\/events\/index\.ts$/ }, () => ({
      path: "./events.js",
      external: true,
    }));
  },
};

async function webLibrary() {
  const { metafile } = await build({
    ...shared,
    plugins: [eventsApart],
    entryPoints: {
      index: "src/index.ts",
      events: "src/events/index.ts",
      node: "src/node/in-browsers.ts",
    },
    outdir: "dist/web",
    platform: "browser",
    splitting: true,
    minify: true,
    chunkNames: "[name]-[hash]",
  });
  await Promise.all(Object.keys(metafile.outputs).map(withoutBareImports));
}

/** esbuild imports chunks for what they do, too. Ours do nothing, as package.json says, so bundlers of users would warn. */
async function withoutBareImports(path) {
  const text = await readFile(at(path), "utf8");
  await writeFile(at(path), text.replaceAll(/\bimport"\.\/[\w-]+\.js";/g, ""));
}

/** The scripts that run Pyodide, and the files that they load. */
async function buildPyodide() {
  const { script, wasm } = await pyodideFiles({ isStock });
  const [realm, worker] = await Promise.all([nodeRealm(script), webWorker(script, { isStock })]);
  await buildInterpreter(dist, { scripts: { "node/realm.js": realm, "web/worker.js": worker }, wasm });
}

const snapshotMaker = () =>
  build({
    ...shared,
    entryPoints: { snapshot: "src/snapshots/make-snapshot.ts" },
    outdir: "dist/node",
    platform: "node",
    conditions: ["node"],
  });

/** Declarations, through a configuration of the build's own: tsc's command line cannot say all of it. */
async function types() {
  const config = {
    extends: "../tsconfig.json",
    compilerOptions: {
      noEmit: false,
      declaration: true,
      emitDeclarationOnly: true,
      rootDir: "../src",
      outDir: "types-all",
      rewriteRelativeImportExtensions: true,
    },
    include: [],
    files: [
      "../src/index.ts",
      "../src/node/index.ts",
      "../src/worker/python-files.d.ts",
      "../src/wire/comlink-node-adapter.d.ts",
    ],
  };
  await writeFile(at("dist/tsconfig.json"), JSON.stringify(config));
  const tsc = at("node_modules/typescript/bin/tsc");
  const { status } = spawnSync(process.execPath, [tsc, "-p", at("dist/tsconfig.json")], { stdio: "inherit" });
  if (status !== 0) throw new Error("tsc could not write the types");
  await mkdir(at("dist/types"));
  const shipped = new Set();
  for (const entry of ["index.d.ts", "events/index.d.ts", "node/index.d.ts"])
    await shipReachable(entry, shipped);
  await rm(at("dist/types-all"), { recursive: true });
  await rm(at("dist/tsconfig.json"));
}

/** tsc writes a declaration for every file; the package ships those that its public types lead to. */
async function shipReachable(file, shipped) {
  if (shipped.has(file)) return;
  shipped.add(file);
  await cp(at(`dist/types-all/${file}`), at(`dist/types/${file}`));
  const text = await readFile(at(`dist/types/${file}`), "utf8");
  for (const [, path] of text.matchAll(/"(\.{1,2}\/[\w./-]+)\.ts"/g)) {
    await shipReachable(posix.join(posix.dirname(file), `${path}.d.ts`), shipped);
  }
}

const started = performance.now();
await rm(at("dist"), { recursive: true, force: true });
await Promise.all(["dist/node", "dist/web"].map((folder) => mkdir(at(folder), { recursive: true })));
await Promise.all([nodeLibrary(), nodeWorker(), webLibrary(), buildPyodide(), snapshotMaker(), types()]);
await buildSnapshot(dist, new URL("node/snapshot.js", dist));
await buildSite(shared);
await buildSingleFile(shared);
console.log(
  `Built dist/ ${isStock ? "with Pyodide's own script and binary " : ""}in ${((performance.now() - started) / 1000).toFixed(1)} s.`,
);
