import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/** What a page loads for `import { createFunction }` before it uses it. */
export async function bundle() {
  const { outputFiles, metafile } = await build({
    stdin: {
      contents: 'import { createFunction } from "pythonless"; globalThis.createFunction = createFunction;',
      resolveDir: fileURLToPath(new URL("../../../", import.meta.url)),
    },
    bundle: true,
    minify: true,
    format: "esm",
    splitting: true,
    write: false,
    metafile: true,
    outdir: "/out",
  });
  const text = new Map(outputFiles.map((file) => [file.path.split(/[\\/]/).at(-1), file.contents]));
  // Chunks that are loaded on demand are entry points too.
  const [entry] = Object.entries(metafile.outputs).find(([, output]) => output.entryPoint === "<stdin>");
  const bytes = [...staticImports(metafile.outputs, entry)].reduce(
    (total, path) => total + gzipSync(text.get(path.split("/").at(-1)), { level: 9 }).length,
    0,
  );
  return [
    {
      name: "static bundle for browsers, minified and gzipped",
      unit: "kB",
      ours: [bytes / 1000],
      ratio: "ours",
      bar: { most: 15, aim: 10 },
    },
  ];
}

function staticImports(outputs, path, seen = new Set()) {
  seen.add(path);
  for (const { path: next, kind } of outputs[path].imports) {
    if (kind === "import-statement" && !seen.has(next)) staticImports(outputs, next, seen);
  }
  return seen;
}
