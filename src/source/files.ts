import { UsageError } from "../errors.ts";
import type { SourceFiles } from "../types.ts";

/** The function's files as they are mounted: bytes by path below /function/code. */
export type CodeFiles = Readonly<Record<string, Uint8Array>>;

/**
 * Checks the paths of a source and turns texts into bytes.
 *
 * @throws UsageError for a path that leads out of the folder.
 */
export function toCodeFiles(files: SourceFiles): CodeFiles {
  const encoder = new TextEncoder();
  const entries = Object.entries(files).map(([path, content]): [string, Uint8Array] => {
    const bytes = typeof content === "string" ? encoder.encode(content) : content;
    return [checkPath(path), bytes];
  });
  return Object.fromEntries(entries);
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
