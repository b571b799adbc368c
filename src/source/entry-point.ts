import { UsageError } from "../errors.ts";
import type { CodeFiles } from "./files.ts";

/**
 * Checks an entry point against the files: its form, and that its file exists (contract 1.1, ruling 23).
 * Only Python can check that the callable exists.
 *
 * @throws UsageError that lists the handlers found.
 */
export function checkEntryPoint(entrypoint: string | undefined, files: CodeFiles): string {
  if (entrypoint === undefined) {
    throw new UsageError(
      "INVALID_OPTION",
      `entrypoint: expected <file>.<callable>, got nothing. ${found(files)}`,
    );
  }
  const names = moduleOf(entrypoint);
  if (names === undefined) {
    throw new UsageError(
      "INVALID_OPTION",
      `entrypoint: expected <file>.<callable>, such as main.handler, got ${JSON.stringify(entrypoint)}. ${found(files)}`,
    );
  }
  const path = names.join("/");
  if (files[`${path}.py`] === undefined && files[`${path}/__init__.py`] === undefined) {
    throw notThere(entrypoint, path, files);
  }
  return entrypoint;
}

/**
 * The names of a module from the root down: `app.login`, `app/login` and `v1.2/login` before the last dot. Like the
 * service's, the loader takes names that no `import` statement could have. `undefined` if malformed.
 */
function moduleOf(entrypoint: string): readonly string[] | undefined {
  const end = entrypoint.lastIndexOf(".");
  const folders = entrypoint.slice(0, Math.max(end, 0)).split("/");
  const names = [...folders.slice(0, -1), ...(folders.at(-1) ?? "").split(".")];
  return IDENTIFIER.test(entrypoint.slice(end + 1)) && names.every(isName) ? names : undefined;
}

function isName(name: string): boolean {
  return name !== "" && name !== "." && name !== ".." && !/[\\\0]/.test(name);
}

function notThere(entrypoint: string, path: string, files: CodeFiles): UsageError {
  const file = path.slice(0, path.lastIndexOf("/"));
  const callable = entrypoint.slice(entrypoint.lastIndexOf(".") + 1);
  if (path.endsWith("/py") && files[`${file}.py`] !== undefined) {
    return new UsageError(
      "INVALID_OPTION",
      `entrypoint: expected the file without its .py, that is ${JSON.stringify(`${moduleName(file)}.${callable}`)}, got ${JSON.stringify(entrypoint)}.`,
    );
  }
  const dotted = `${entrypoint.slice(0, entrypoint.lastIndexOf("."))}.py`;
  if (files[dotted] !== undefined) {
    return new UsageError(
      "INVALID_OPTION",
      `entrypoint: expected a file with no dot in its name, got ${JSON.stringify(dotted)}. Rename it: the service refuses it too.`,
    );
  }
  return new UsageError(
    "INVALID_OPTION",
    `entrypoint: expected the file ${path}.py in the source for ${JSON.stringify(entrypoint)}; it is not there. ${found(files)}`,
  );
}

/** A Python identifier. */
const IDENTIFIER = /^[\p{ID_Start}_][\p{ID_Continue}]*$/u;
/** A name, then perhaps a type such as `dict[str, list[int]]`: commas inside its brackets do not separate parameters. */
const PARAMETER = String.raw`\s*[\p{ID_Start}_](?:[^,()[\]]|\[(?:[^[\]]|\[[^[\]]*\])*\])*`;
/** A function at the top level with two parameters, as a handler has. */
const HANDLER = new RegExp(
  String.raw`^(?:async[ \t]+)?def[ \t]+([\p{ID_Start}_]\p{ID_Continue}*)[ \t]*\(${PARAMETER},${PARAMETER}(?:,\s*)?\)`,
  "gmu",
);

function found(files: CodeFiles): string {
  const handlers = findHandlers(files);
  if (handlers.length > 0) return `Handlers found: ${handlers.slice(0, 10).join(", ")}.`;
  const python = Object.keys(files).filter((path) => path.endsWith(".py"));
  if (python.length === 0) return "The source holds no .py file.";
  return `No function with two parameters was found in ${python.slice(0, 10).join(", ")}.`;
}

/** Entry points of all functions in the source that look like handlers, those in its root first. */
export function findHandlers(files: CodeFiles): string[] {
  const decoder = new TextDecoder();
  return Object.keys(files)
    .filter((path) => path.endsWith(".py"))
    .sort((one, other) => one.split("/").length - other.split("/").length || one.localeCompare(other))
    .flatMap((path) => {
      const module = moduleName(path.replace(/(\/__init__)?\.py$/, ""));
      if (module === undefined) return [];
      return [...decoder.decode(files[path]).matchAll(HANDLER)].map((match) => `${module}.${match[1]}`);
    });
}

/** How an entry point names a module by its path; `undefined` if it cannot. */
function moduleName(path: string): string | undefined {
  const names = path.split("/");
  if (names.at(-1)?.includes(".")) return undefined;
  return names.join(path.includes(".") ? "/" : ".");
}
