/** The function as it would be uploaded: its files and the settings of its version. */
export interface Project {
  /** By their path. Bytes for what is no text; they are kept and shipped, not edited. */
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  readonly openFile: string;
  readonly entrypoint: string;
  /** In the order in which they were written, those without a name included. */
  readonly environment: readonly Pair[];
  readonly timeoutMs: number;
  readonly memoryMb: number;
}

export type Pair = readonly [name: string, value: string];

export const DEFAULT_TIMEOUT_MS = 3_000;
export const DEFAULT_MEMORY_MB = 128;
const STARTING_FILE = "main.py";

export const emptyProject: Project = {
  files: { [STARTING_FILE]: "def handler(event, context):\n    return {}\n" },
  openFile: STARTING_FILE,
  entrypoint: "main.handler",
  environment: [],
  timeoutMs: DEFAULT_TIMEOUT_MS,
  memoryMb: DEFAULT_MEMORY_MB,
};

/** A project of these files, its entry point guessed unless it is given. */
export function projectOf(files: Project["files"], settings: Partial<Omit<Project, "files">> = {}): Project {
  const entrypoint = settings.entrypoint ?? guessEntrypoint(files);
  const entryFile = `${entrypoint.slice(0, entrypoint.lastIndexOf("."))}.py`;
  const openFile = entryFile in files ? entryFile : (fileNames(files)[0] ?? STARTING_FILE);
  return { ...emptyProject, openFile, ...settings, entrypoint, files };
}

/** Files of the root first, then those of folders, each in the order of the alphabet. */
export function fileNames(files: Project["files"]): string[] {
  const depth = (path: string): number => path.split("/").length;
  return Object.keys(files).sort((left, right) => depth(left) - depth(right) || (left < right ? -1 : 1));
}

export function withText(project: Project, path: string, text: string): Project {
  if (project.files[path] === text) return project;
  return { ...project, files: { ...project.files, [path]: text } };
}

export function withFile(project: Project, path: string): Project {
  return { ...project, files: { ...project.files, [path]: "" }, openFile: path };
}

export function withoutFile(project: Project, path: string): Project {
  const { [path]: _gone, ...files } = project.files;
  const names = fileNames(project.files);
  const neighbour = names[names.indexOf(path) + 1] ?? names[names.indexOf(path) - 1] ?? STARTING_FILE;
  return { ...project, files, openFile: project.openFile === path ? neighbour : project.openFile };
}

/** The entry point follows its file. */
export function withNewName(project: Project, path: string, name: string): Project {
  const files = Object.fromEntries(
    Object.entries(project.files).map(([each, content]) => [each === path ? name : each, content]),
  );
  const moduleName = (file: string): string => file.replace(/\.py$/, "").replaceAll("/", ".");
  const entryModule = project.entrypoint.slice(0, project.entrypoint.lastIndexOf("."));
  const entrypoint =
    moduleName(path) === entryModule && name.endsWith(".py")
      ? moduleName(name) + project.entrypoint.slice(entryModule.length)
      : project.entrypoint;
  return { ...project, files, entrypoint, openFile: project.openFile === path ? name : project.openFile };
}

export type NameProblem = "empty" | "taken" | "forbidden";

/** Why a file cannot go by this name, in the words of what the library and the service refuse. */
export function nameProblem(files: Project["files"], name: string, own?: string): NameProblem | undefined {
  if (name === "") return "empty";
  const parts = name.split("/");
  const isForbidden = parts.some(
    (part) => part === "" || part === "." || part === ".." || part === "__proto__",
  );
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is refused.
  if (isForbidden || /[\\\u0000-\u001f]/.test(name)) return "forbidden";
  const others = Object.keys(files).filter((path) => path !== own);
  const isTaken = others.some(
    (path) => path === name || path.startsWith(`${name}/`) || name.startsWith(`${path}/`),
  );
  return isTaken ? "taken" : undefined;
}

/** `main.handler`, `index.handler`, or whichever file of the root has a handler. */
function guessEntrypoint(files: Project["files"]): string {
  const isEntry = (path: string): boolean =>
    /^[^/]+\.py$/.test(path) && /^(async )?def handler\b/m.test(String(files[path]));
  const path = ["main.py", "index.py", ...fileNames(files)].find((path) => path in files && isEntry(path));
  return `${(path ?? STARTING_FILE).replace(/\.py$/, "")}.handler`;
}
