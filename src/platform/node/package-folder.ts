import { existsSync, readFileSync } from "node:fs";
import { argv, cwd } from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type FunctionError, functionError } from "../../errors.ts";
import { VERSION } from "../../wire/version.ts";

// Apart from `new URL()`: bundlers would take the files of a literal `new URL("…", import.meta.url)` for theirs to move.
const here: string | undefined = import.meta.url;

let found: URL | undefined;

/**
 * The package's `dist/`, which holds the worker and the interpreter. A bundle of a server has this code in another place;
 * then it is the `dist/` of the package that the server has installed.
 *
 * @throws FunctionError where there is none.
 */
export function packageFolder(): URL {
  found ??= aboveThisFile() ?? installed();
  if (found !== undefined) return found;
  const code = here ?? "a file of unknown place";
  throw incomplete(
    `the files of pythonless ${VERSION} (${WORKER} and others) are neither beside its code, which was bundled into ${code}, ` +
      `nor in a package that can be found from ${cwd()}: keep pythonless external to the bundle`,
  );
}

/**
 * The folder of the interpreter's files. Tools that copy the imports of a server leave them out.
 *
 * @throws FunctionError where it is missing.
 */
export function assetsFolder(): URL {
  const folder = new URL("assets/", packageFolder());
  if (existsSync(new URL(INTERPRETER, folder))) return folder;
  throw incomplete(`the package is incomplete: ${fileURLToPath(new URL(INTERPRETER, folder))} is missing`);
}

const WORKER = "node/worker.js";
const INTERPRETER = "pyodide.asm.wasm";

function aboveThisFile(): URL | undefined {
  if (here === undefined || !URL.canParse("../", here)) return undefined;
  const folder = new URL("../", here);
  return existsSync(new URL(WORKER, folder)) ? folder : undefined;
}

/** Found by its files, since bundlers replace `require.resolve` of a name when they bundle. */
function installed(): URL | undefined {
  for (const place of places()) {
    for (const folder of foldersAbove(place)) {
      const found = MANIFESTS.map((path) => new URL(path, folder)).find(isOurs);
      if (found) return new URL("dist/", found);
    }
  }
  return undefined;
}

const MANIFESTS = ["node_modules/pythonless/package.json", "package.json"];

/** The bundle, the program that was started, and the folder it was started in. */
function places(): readonly URL[] {
  const program = argv[1];
  return [
    ...(here?.startsWith("file:") ? [new URL(here)] : []),
    ...(program === undefined ? [] : [pathToFileURL(program)]),
    pathToFileURL(`${cwd()}/`),
  ];
}

function foldersAbove(file: URL): readonly URL[] {
  const folder = new URL("./", file);
  const above = new URL("../", folder);
  return above.href === folder.href ? [folder] : [folder, ...foldersAbove(above)];
}

function isOurs(manifest: URL): boolean {
  try {
    const { name, version } = JSON.parse(readFileSync(manifest, "utf8"));
    return name === "pythonless" && version === VERSION;
  } catch {
    return false;
  }
}

function incomplete(errorMessage: string): FunctionError {
  return functionError({
    code: "BOOT_FAILED",
    errorType: "PythonlessError",
    errorMessage,
    stackTrace: [],
    hint: "Keep pythonless external when a server is bundled, and install the whole package where the server runs; docs/bundling.md has the option of each bundler.",
  });
}
