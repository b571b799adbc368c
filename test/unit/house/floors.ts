import { readFileSync } from "node:fs";
import { join, posix } from "node:path";

/**
 * The floors of `src`, from the ground up: a file imports from its own room and from rooms of lower floors. Rooms of one
 * floor do not know each other. docs/architecture.md has the picture.
 */
export const FLOORS: readonly (readonly string[])[] = [
  ["clock/", "util/"],
  ["errors.ts"],
  ["api/"],
  ["wire/"],
  ["json/"],
  ["http/", "logs/"],
  ["outbound/", "options/"],
  ["events/", "source/"],
  ["packages/"],
  ["platform/", "worker/"],
  ["instance/"],
  ["snapshots/"],
  ["function/"],
  ["index.ts"],
  ["node/", "plugin/", "vitest/", "debug/"],
  ["cli/"],
];

/** The same for the playground. */
export const PAGE_FLOORS: readonly (readonly string[])[] = [
  ["state/"],
  ["i18n/", "editor/", "run/", "examples/"],
  ["keeping.ts"],
  ["actions/"],
  ["keys.ts", "views/"],
  ["begin.ts"],
  ["main.ts"],
  ["offline/"],
];

/** One import, both ends relative to the folder. */
export interface Edge {
  readonly from: string;
  readonly to: string;
}

/** `from "x"`, `import "x"`, `import("x")`: of values and of types alike. */
const IMPORT = /(?:\bfrom\s*|\bimport\s*\(?\s*)"([^"]+)"/g;

/**
 * Every import between the files of a folder, type-only imports included. A name that `imports` of package.json maps leads to
 * the file of each platform.
 */
export function edgesBelow(root: string, files: readonly string[], folder = "src"): readonly Edge[] {
  const aliases = aliasesOf(root);
  return files.flatMap((file) => {
    const text = readFileSync(join(root, folder, file), "utf8");
    const specifiers = [...text.matchAll(IMPORT)].map(([, specifier]) => specifier as string);
    return specifiers
      .flatMap((specifier) => targetsOf(specifier, posix.join(folder, posix.dirname(file)), aliases))
      .filter((target) => target.startsWith(`${folder}/`))
      .map((target) => ({ from: file, to: target.slice(folder.length + 1) }));
  });
}

function targetsOf(specifier: string, folder: string, aliases: Aliases): readonly string[] {
  if (specifier.startsWith(".")) return [posix.join(folder, specifier)];
  return aliases.get(specifier) ?? [];
}

type Aliases = ReadonlyMap<string, readonly string[]>;

function aliasesOf(root: string): Aliases {
  const { imports = {} } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    readonly imports?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  };
  return new Map(
    Object.entries(imports).map(([name, targets]) => [name, Object.values(targets).map(posix.normalize)]),
  );
}

/** One sentence for each import that goes up, and for each file that has no floor. */
export function complaintsAbout(edges: readonly Edge[], floors = FLOORS): readonly string[] {
  const files = new Set(edges.flatMap((edge) => [edge.from, edge.to]));
  const homeless = [...files].filter((file) => floorOf(file, floors) === -1);
  const rising = edges.filter((edge) => goesUp(edge, floors));
  return [
    ...homeless.map((file) => `${file} has no floor: give it one in floors.ts`),
    ...new Set(rising.map((edge) => `${edge.from} may not import ${edge.to}`)),
  ];
}

function goesUp({ from, to }: Edge, floors: typeof FLOORS): boolean {
  if (from.includes("/") && roomOf(from) === roomOf(to)) return false;
  const [start, end] = [floorOf(from, floors), floorOf(to, floors)];
  return start !== -1 && end !== -1 && end >= start;
}

function floorOf(file: string, floors: typeof FLOORS): number {
  return floors.findIndex((rooms) => rooms.includes(roomOf(file)));
}

/** `instance/pool.ts` is in the room `instance/`; `index.ts` is a room by itself. */
function roomOf(file: string): string {
  return file.includes("/") ? file.slice(0, file.indexOf("/") + 1) : file;
}
