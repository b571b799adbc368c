import { build, type Metafile } from "esbuild";

/** The house's floors: an import goes down, or stays within its folder. Folders end in a slash. */
export const FLOORS: Readonly<Record<string, number>> = {
  "audit-types.ts": 0,
  "bytes.ts": 0,
  "errors.ts": 0,
  "ids.ts": 0,
  "json-scan.ts": 0,
  "kind-of.ts": 0,
  "limits.ts": 0,
  "nearest.ts": 0,
  "protocol.ts": 0,
  "stack-of.ts": 0,
  "types.ts": 0,
  "version.ts": 0,
  "execution-value.ts": 1,
  "check.ts": 1,
  "json.ts": 1,
  "http/": 2,
  "logs/": 2,
  "options/": 2,
  "source/": 2,
  "async-call.ts": 3,
  "events/": 3,
  "host/": 3,
  "worker/": 3,
  "fetch.ts": 4,
  "function.ts": 5,
  "index.ts": 6,
  "node/": 7,
  "plugin/": 7,
  "cli/": 8,
};

/** One import, both ends relative to `src`. */
export interface Edge {
  readonly from: string;
  readonly to: string;
}

/** Every import between the files of `<root>/src`; both platforms, since `imports` conditions part them. */
export async function edgesBelow(root: string, files: readonly string[]): Promise<readonly Edge[]> {
  const metafiles = await Promise.all([metafileOf(root, files, "node"), metafileOf(root, files, "browser")]);
  return metafiles.flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([from, input]) =>
      input.imports
        .filter((imported) => !imported.external && isSource(from) && isSource(imported.path))
        .map((imported) => ({ from: from.slice("src/".length), to: imported.path.slice("src/".length) })),
    ),
  );
}

/** One sentence for each import that goes up, and for each file that has no floor. */
export function complaintsAbout(edges: readonly Edge[]): readonly string[] {
  const files = new Set(edges.flatMap((edge) => [edge.from, edge.to]));
  const homeless = [...files].filter((file) => floorOf(file) === undefined);
  return [
    ...homeless.map((file) => `${file} has no floor: give it one in floors.ts`),
    ...new Set(edges.filter(goesUp).map((edge) => `${edge.from} may not import ${edge.to}`)),
  ];
}

function goesUp({ from, to }: Edge): boolean {
  if (from.includes("/") && placeOf(from) === placeOf(to)) return false;
  return (floorOf(to) ?? 0) >= (floorOf(from) ?? Number.POSITIVE_INFINITY);
}

function floorOf(file: string): number | undefined {
  return FLOORS[placeOf(file)];
}

/** `host/call.ts` lives in `host/`, `index.ts` in itself. */
function placeOf(file: string): string {
  return file.includes("/") ? file.slice(0, file.indexOf("/") + 1) : file;
}

function isSource(path: string): boolean {
  return path.startsWith("src/");
}

async function metafileOf(
  root: string,
  files: readonly string[],
  platform: "node" | "browser",
): Promise<Metafile> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: files.map((file) => `src/${file}`),
    bundle: true,
    write: false,
    metafile: true,
    packages: "external",
    external: ["node:*"],
    loader: { ".py": "text" },
    platform,
    format: "esm",
    outdir: "unused",
    logLevel: "silent",
  });
  return metafile;
}
