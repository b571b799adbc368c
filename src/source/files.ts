import { UsageError } from "../errors.ts";
import type { SourceFiles } from "../types.ts";

/** The function's files as they are mounted: bytes by path below /function/code. */
export type CodeFiles = Readonly<Record<string, Uint8Array>>;

/**
 * Checks the paths of a source and turns texts into bytes.
 *
 * @throws UsageError for a path that leads out of the folder, and for a file that other files lie in.
 */
export function toCodeFiles(files: SourceFiles): CodeFiles {
  const encoder = new TextEncoder();
  const entries = Object.entries(files).map(([path, content]): [string, Uint8Array] => {
    const bytes = typeof content === "string" ? encoder.encode(content) : content;
    return [checkPath(path), bytes];
  });
  refuseFilesAsFolders(entries.map(([path]) => path));
  return Object.fromEntries(entries);
}

function refuseFilesAsFolders(paths: readonly string[]): void {
  const known = new Set(paths);
  for (const path of paths) {
    for (let end = path.indexOf("/"); end > 0; end = path.indexOf("/", end + 1)) {
      const folder = path.slice(0, end);
      if (known.has(folder)) {
        throw new UsageError(
          "INVALID_OPTION",
          `source: expected ${JSON.stringify(folder)} to be a file or a folder, got both (${JSON.stringify(path)} lies in it).`,
        );
      }
    }
  }
}

function checkPath(path: string): string {
  const normal = path.replace(/^(\.\/)+/, "");
  const isInside =
    normal !== "" &&
    !normal.includes("\\") &&
    !normal.includes("\0") &&
    normal.split("/").every((part) => part !== "" && part !== "." && part !== "..");
  if (!isInside) {
    throw new UsageError(
      "INVALID_OPTION",
      `source: expected paths inside the function's folder, with "/" between their parts, got ${JSON.stringify(path)}.`,
    );
  }
  return normal;
}
