import { mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { build } from "esbuild";
import { COMMON_POLICY, hashSource, replaceOnce, withPolicy } from "./html.mjs";

const root = new URL("../../", import.meta.url);
const at = (path) => fileURLToPath(new URL(path, root));

/**
 * Builds dist/demo/offline.html: the page, the library, its worker and the interpreter in one file, which works when
 * it is opened from a disk. Its contents are read by src/platform/web/single-file.ts.
 */
export async function buildSingleFile(shared) {
  const [{ script, style }, data, source] = await Promise.all([
    buildPage(shared),
    dataElements(),
    readFile(at("browser-demo/index.html"), "utf8"),
  ]);
  let html = replaceOnce(source, '<link rel="stylesheet" href="./style.css" />', `<style>${style}</style>`);
  html = replaceOnce(html, '<script type="module" src="./main.js"></script>', "");
  html = html.replace(/\s*<script type="importmap">[\s\S]*?<\/script>/, "");
  // At the end: the page is on the screen before the rest of the file is read.
  html = replaceOnce(html, "</body>", `${data}<script type="module">${script}</script>\n  </body>`);
  html = withPolicy(html, {
    ...COMMON_POLICY,
    "script-src": [hashSource(script), "'wasm-unsafe-eval'"],
    "connect-src": ["data:"],
    "worker-src": ["data:"],
  });
  await mkdir(at("dist/demo"), { recursive: true });
  await writeFile(at("dist/demo/offline.html"), html);
}

async function buildPage(shared) {
  const { outputFiles } = await build({
    ...shared,
    entryPoints: {
      script: "browser-demo/offline/single-file.ts",
      style: "browser-demo/offline/single-file.css",
    },
    outdir: "unused",
    write: false,
    platform: "browser",
    conditions: ["single-file", "module"],
    alias: { pythonless: "./src/index.ts" },
    minify: true,
    // package.json says that the library has no side effects; the page is one.
    ignoreAnnotations: true,
  });
  const textOf = (ending) => outputFiles.find(({ path }) => path.endsWith(ending)).text;
  return { script: textOf("script.js"), style: textOf("style.css") };
}

async function dataElements() {
  const packed = async (path) => promisify(gzip)(await readFile(at(path)), { level: 9 });
  const held = {
    "worker.js.gz": await packed("dist/web/worker.js"),
    "pyodide.asm.wasm.gz": await packed("dist/assets/pyodide.asm.wasm"),
    "python_stdlib.zip": await readFile(at("dist/assets/python_stdlib.zip")),
    "snapshot.bin.gz": await readFile(at("dist/assets/snapshot.bin.gz")),
  };
  return Object.entries(held)
    .map(
      ([name, bytes]) =>
        `<script type="text/plain" id="pythonless/${name}">${bytes.toString("base64")}</script>\n`,
    )
    .join("");
}
