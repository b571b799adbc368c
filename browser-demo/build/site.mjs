import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { filesBelow, hashOf, nameByContent } from "./files.mjs";
import { COMMON_POLICY, hashSource, replaceOnce, withPolicy } from "./html.mjs";

const root = new URL("../../", import.meta.url);
const at = (path) => fileURLToPath(new URL(path, root));

/** What is larger is kept when it is first used, or when all else is done: a first visit does not wait for it. */
const SMALL_BYTES = 2_000_000;

/**
 * Builds the site into dist/demo/: `index.html`, its service worker, and two folders named by their content, the
 * page's and the package's. The page takes the package as any page would: by its public name, through an import map.
 */
export async function buildSite(shared) {
  await mkdir(at("dist/demo"), { recursive: true });
  const [{ metafile }] = await Promise.all([buildPage(shared), copyPackage(), copyAppFiles()]);
  const page = await nameByContent(at("dist/demo"), "page");
  const library = await nameByContent(at("dist/demo"), "pythonless");
  await writeIndex(page, library, sharedChunks(metafile));
  await buildServiceWorker(shared, [page, library, "formatter"]);
}

const buildPage = (shared) =>
  build({
    ...shared,
    entryPoints: {
      begin: "browser-demo/begin.ts",
      main: "browser-demo/main.ts",
      style: "browser-demo/styles/index.css",
      offline: "browser-demo/offline/site.ts",
      "offline-note": "browser-demo/offline/note.css",
    },
    outdir: "dist/demo/page",
    platform: "browser",
    external: ["pythonless"],
    loader: { ...shared.loader, ".wasm": "file" },
    splitting: true,
    chunkNames: "[name]-[hash]",
    // Not in the folder that changes with every line of the page.
    assetNames: "../formatter/[name]-[hash]",
    minify: true,
  });

async function copyPackage() {
  await cp(at("dist/web"), at("dist/demo/pythonless/web"), { recursive: true });
  await cp(at("dist/assets"), at("dist/demo/pythonless/assets"), {
    recursive: true,
    // A page fetches the compressed one.
    filter: (path) => basename(path) !== "snapshot.bin",
  });
}

/** What makes the page one that can be installed, and what its authors owe to others. */
async function copyAppFiles() {
  await cp(at("browser-demo/offline/icons"), at("dist/demo/icons"), { recursive: true });
  await cp(at("browser-demo/offline/manifest.json"), at("dist/demo/manifest.json"));
  await cp(at("THIRD_PARTY_NOTICES"), at("dist/demo/THIRD_PARTY_NOTICES.txt"));
  await cp(at("node_modules/@astral-sh/ruff-wasm-web/LICENSE"), at("dist/demo/RUFF_LICENSE.txt"));
}

/** What both scripts of the page import, by their names in its folder. */
function sharedChunks({ outputs }) {
  const [, main] = Object.entries(outputs).find(([path]) => path.endsWith("/main.js"));
  return main.imports
    .filter(({ kind, external }) => kind === "import-statement" && !external)
    .map(({ path }) => basename(path));
}

async function writeIndex(page, library, chunks) {
  let html = await readFile(at("browser-demo/index.html"), "utf8");
  html = replaceOnce(html, '"./pythonless/', `"./${library}/`);
  html = replaceOnce(html, '<link rel="icon" href="data:," />', APP_LINKS);
  html = replaceOnce(
    html,
    '<link rel="stylesheet" href="./style.css" />',
    `<link rel="stylesheet" href="./${page}/style.css" />
    <link rel="stylesheet" href="./${page}/offline-note.css" />`,
  );
  html = replaceOnce(
    html,
    '<script type="module" src="./main.js"></script>',
    `${await preloads(
      library,
      chunks.map((chunk) => `${page}/${chunk}`),
    )}
    <script type="module" async src="./${page}/begin.js"></script>
    <script type="module" src="./${page}/main.js"></script>
    <script type="module" src="./${page}/offline.js"></script>`,
  );
  const [, importMap] = /<script type="importmap">([\s\S]*?)<\/script>/.exec(html);
  html = withPolicy(html, {
    ...COMMON_POLICY,
    "script-src": ["'self'", hashSource(importMap), "'wasm-unsafe-eval'"],
    "connect-src": ["'self'"],
    "worker-src": ["'self'"],
    "manifest-src": ["'self'"],
  });
  await writeFile(at("dist/demo/index.html"), html);
}

/** The worker is no module of the page, and `pythonless/node` only says that it is for Node. */
const NOT_AT_ONCE = /^(worker|node)\.js$/;

/** The modules of the library, and what the page's scripts share, at once; else each is asked for when the one that imports it was read. */
async function preloads(library, chunks) {
  const modules = (await filesBelow(at(`dist/demo/${library}/web`)))
    .filter((path) => !NOT_AT_ONCE.test(path))
    .map((path) => `${library}/web/${path}`);
  return [...modules, ...chunks]
    .map((path) => `<link rel="modulepreload" href="./${path}" />`)
    .join("\n    ");
}

const APP_LINKS = `<link rel="icon" href="./icons/icon.svg" type="image/svg+xml" />
    <link rel="apple-touch-icon" href="./icons/icon-192.png" />
    <link rel="manifest" href="./manifest.json" />`;

/** Workbox's service worker, told what there is. It has no hash in its name: it is how a browser finds new versions. */
async function buildServiceWorker(shared, hashedFolders) {
  const small = [];
  const large = [];
  for (const path of await filesBelow(at("dist/demo"))) {
    const content = await readFile(at(`dist/demo/${path}`));
    const isHashed = hashedFolders.some((folder) => path.startsWith(`${folder}/`));
    if (isHashed && content.length > SMALL_BYTES) large.push(`./${path}`);
    else small.push({ url: `./${path}`, revision: isHashed ? null : hashOf(content) });
  }
  await build({
    ...shared,
    entryPoints: { "service-worker": "browser-demo/offline/service-worker.ts" },
    outdir: "dist/demo",
    platform: "browser",
    format: "iife",
    define: { "process.env.NODE_ENV": '"production"', SITE: JSON.stringify({ small, large }) },
    minify: true,
  });
}
