import { UsageError } from "../errors.ts";
import type { CodeFiles } from "./files.ts";

/**
 * Judges an entry point by the files alone: its form, and that its file is there (contract 1.1, ruling 23).
 * Whether the callable is there only Python can tell.
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
  const parts = entrypoint.split(".");
  if (parts.length < 2 || !parts.every((part) => IDENTIFIER.test(part))) {
    throw new UsageError(
      "INVALID_OPTION",
      `entrypoint: expected <file>.<callable>, such as main.handler, got ${JSON.stringify(entrypoint)}. ${found(files)}`,
    );
  }
  const path = parts.slice(0, -1).join("/");
  const withoutSuffix = `${parts.slice(0, -2).join(".")}.${parts.at(-1)}`;
  if (parts.at(-2) === "py" && files[`${parts.slice(0, -2).join("/")}.py`] !== undefined) {
    throw new UsageError(
      "INVALID_OPTION",
      `entrypoint: expected the file without its .py, that is ${JSON.stringify(withoutSuffix)}, got ${JSON.stringify(entrypoint)}.`,
    );
  }
  if (files[`${path}.py`] === undefined && files[`${path}/__init__.py`] === undefined) {
    throw new UsageError(
      "INVALID_OPTION",
      `entrypoint: expected the file ${path}.py in the source for ${JSON.stringify(entrypoint)}; it is not there. ${found(files)}`,
    );
  }
  return entrypoint;
}

/** What Python takes for a name. */
const IDENTIFIER = /^[\p{ID_Start}_][\p{ID_Continue}]*$/u;
/** A name, then perhaps a type such as `dict[str, list[int]]`: commas inside its brackets part no parameters. */
const PARAMETER = String.raw`\s*[\p{ID_Start}_](?:[^,()[\]]|\[(?:[^[\]]|\[[^[\]]*\])*\])*`;
/** A function at the top level with two parameters, which is what a handler looks like. */
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
      const module = path.replace(/(\/__init__)?\.py$/, "").replaceAll("/", ".");
      return [...decoder.decode(files[path]).matchAll(HANDLER)].map((match) => `${module}.${match[1]}`);
    });
}
