import { existsSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { info } from "pyodide/pyodide-lock.json";
import { expect, test } from "vitest";
import manifest from "../../../package.json" with { type: "json" };
import { pythonFilesForEsbuild } from "../../../wasm-bootstrap/python-files.mjs";

const root = fileURLToPath(new URL("../../..", import.meta.url));

const read = (path: string) => readFileSync(join(root, path), "utf8");

/** All that ends up in the package, the library, the command line and both workers, and in the site. */
const ENTRIES = [
  { entryPoints: ["src/index.ts", "src/cli/main.ts", "src/worker/node.ts"], platform: "node" },
  { entryPoints: ["src/index.ts", "src/worker/web.ts"], platform: "browser" },
  {
    entryPoints: ["browser-demo/main.ts", "browser-demo/offline/service-worker.ts"],
    platform: "browser",
  },
] as const;

test("THIRD_PARTY_NOTICES names every package that is bundled, with its version", async () => {
  const notices = readFileSync(`${root}/THIRD_PARTY_NOTICES`, "utf8");
  const bundled = (await Promise.all(ENTRIES.map(packagesIn))).flat();
  expect(bundled).toContain("comlink");
  for (const name of new Set(bundled)) {
    const { version } = JSON.parse(readFileSync(`${root}/node_modules/${name}/package.json`, "utf8"));
    expect(notices.toLowerCase()).toContain(`${name} ${version}`);
  }
});

test("and the installed version of CPython", () => {
  expect(read("THIRD_PARTY_NOTICES")).toContain(`CPython ${info.python} `);
});

test("it says that Pyodide's files are modified, and every program that it names for this is in the package", () => {
  const [, ofPyodide = ""] = read("THIRD_PARTY_NOTICES").split(/^=+$/m);
  expect(ofPyodide).toMatch(/distributes modified files:/);
  const programs = ofPyodide
    .match(/[\w/-]+\.mjs/g)
    ?.map((path) => path.replace(/^(?!wasm-bootstrap)/, "wasm-bootstrap/pyodide/"));
  expect(programs).toContain("wasm-bootstrap/pyodide/rewrite-script.mjs");
  const missing = programs?.filter(
    (path) => !existsSync(join(root, path)) || !manifest.files.some((files) => matches(path, files)),
  );
  expect(missing).toEqual([]);
});

test("and the version of the time zones", () => {
  const source = readFileSync(`${root}/wasm-bootstrap/time-zones/tzdata.zi`, "utf8");
  const [, version] = /^# version (\S+)/.exec(source) ?? [];
  for (const file of ["THIRD_PARTY_NOTICES", "CHANGELOG.md"]) {
    expect(readFileSync(`${root}/${file}`, "utf8")).toContain(version);
  }
});

/** As npm reads `files`, as far as it is used: `*` is part of a name. */
function matches(path: string, files: string): boolean {
  return posix.dirname(path) === posix.dirname(files) && /\*/.test(files)
    ? path.endsWith(files.slice(files.indexOf("*") + 1))
    : path === files;
}

async function packagesIn(options: (typeof ENTRIES)[number]): Promise<string[]> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [...options.entryPoints],
    platform: options.platform,
    conditions: options.platform === "node" ? ["node"] : [],
    bundle: true,
    format: "esm",
    metafile: true,
    write: false,
    outdir: "unused",
    external: ["node:*", "ws", "pythonless"],
    loader: { ".py": "text", ".wasm": "file" },
    plugins: [pythonFilesForEsbuild],
    logLevel: "silent",
  });
  return Object.keys(metafile.inputs)
    .map((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1])
    .filter((name) => name !== undefined);
}
