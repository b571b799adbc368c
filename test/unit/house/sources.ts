import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root. */
export const root = fileURLToPath(new URL("../../..", import.meta.url));

/** The TypeScript files below `<root>/src`, or another folder, relative to it. */
export function sourceFiles(below = root, folder = "src"): readonly string[] {
  return readdirSync(join(below, folder), { recursive: true, encoding: "utf8" })
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts"))
    .sort();
}

/** The code of one of them, without its comments. */
export function codeOf(file: string): string {
  return withoutComments(readFileSync(join(root, "src", file), "utf8"));
}

/** Comments become spaces. Strings are stepped over first, for what looks like a comment in them is none. */
export function withoutComments(code: string): string {
  const stringOrComment =
    /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`|\/\*[\s\S]*?\*\/|(?<=^|\s|;)\/\/[^\n]*/g;
  return code.replace(stringOrComment, (found) => (found.startsWith("/") ? " " : found));
}
