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
  "shared-memory.ts": 0,
  "spin.ts": 0,
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

/** The same for the playground. */
export const PAGE_FLOORS: Readonly<Record<string, number>> = {
  "state/": 0,
  "i18n/": 1,
  "editor/": 1,
  "run/": 1,
  "examples/": 1,
  "keeping.ts": 1,
  "actions/": 2,
  "keys.ts": 3,
  "views/": 3,
  "begin.ts": 4,
  "main.ts": 5,
  "offline/": 6,
};

/** One import, both ends relative to the folder. */
export interface Edge {
  readonly from: string;
  readonly to: string;
}

/** Every import between the files of a folder; both platforms, since `imports` conditions part them. */
export async function edgesBelow(
  root: string,
  files: readonly string[],
  folder = "src",
): Promise<readonly Edge[]> {
  const paths = files.map((file) => `${folder}/${file}`);
  const metafiles = await Promise.all([metafileOf(root, paths, "node"), metafileOf(root, paths, "browser")]);
  const isWithin = (path: string): boolean => path.startsWith(`${folder}/`);
  const within = (path: string): string => path.slice(folder.length + 1);
  return metafiles.flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([from, input]) =>
      input.imports
        .filter((imported) => !imported.external && isWithin(from) && isWithin(imported.path))
        .map((imported) => ({ from: within(from), to: within(imported.path) })),
    ),
  );
}

/** One sentence for each import that goes up, and for each file that has no floor. */
export function complaintsAbout(edges: readonly Edge[], floors = FLOORS): readonly string[] {
  const files = new Set(edges.flatMap((edge) => [edge.from, edge.to]));
  const homeless = [...files].filter((file) => floors[placeOf(file)] === undefined);
  const rising = edges.filter((edge) => goesUp(edge, floors));
  return [
    ...homeless.map((file) => `${file} has no floor: give it one in floors.ts`),
    ...new Set(rising.map((edge) => `${edge.from} may not import ${edge.to}`)),
  ];
}

function goesUp({ from, to }: Edge, floors: typeof FLOORS): boolean {
  if (from.includes("/") && placeOf(from) === placeOf(to)) return false;
  return (floors[placeOf(to)] ?? 0) >= (floors[placeOf(from)] ?? Number.POSITIVE_INFINITY);
}

/** `host/call.ts` lives in `host/`, `index.ts` in itself. */
function placeOf(file: string): string {
  return file.includes("/") ? file.slice(0, file.indexOf("/") + 1) : file;
}

async function metafileOf(
  root: string,
  entryPoints: readonly string[],
  platform: "node" | "browser",
): Promise<Metafile> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [...entryPoints],
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
