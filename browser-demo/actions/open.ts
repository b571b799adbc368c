import type { Example } from "../examples/index.ts";
import { messageOf } from "../run/message-of.ts";
import type { Dictionary } from "../state/dictionary.ts";
import { withNotice } from "../state/notice.ts";
import { type Project, projectOf } from "../state/project.ts";
import type { State } from "../state/state.ts";
import type { Store } from "../state/store.ts";
import { loadPart } from "./load-part.ts";

/** Puts other work in the place of the visitor's, with a way back. */
export function replaceWork(
  store: Store<State>,
  change: (state: State) => State,
  text: (words: Dictionary) => string,
): void {
  const { project, request } = store.get();
  const back = (): void => store.update((state) => ({ ...state, project, request, eventDraft: undefined }));
  store.update((state) =>
    withNotice(change(state), { tone: "info", text, action: { label: (words) => words.undo, run: back } }),
  );
}

export async function openExample(store: Store<State>, id: string): Promise<void> {
  const examples = await loadPart(store, () => import("../examples/index.ts"));
  if (examples === undefined) return;
  const { EXAMPLES, exampleProject } = examples;
  const example = EXAMPLES.find((each) => each.id === id);
  if (example === undefined) return;
  const project = exampleProject(example);
  const request = example.makeRequest();
  const change = (state: State): State => ({ ...state, project, request, eventDraft: undefined });
  if (isUntouched(store.get().project, EXAMPLES))
    store.update((state) => withNotice(change(state), undefined));
  else replaceWork(store, change, (words) => words.opened(words.examples[id] ?? id));
}

/** An example as it is in the menu: nothing of the visitor's would be lost. */
function isUntouched({ files }: Project, examples: readonly Example[]): boolean {
  return examples.some((example) => {
    const paths = Object.keys(example.files);
    const isSame = paths.every((path) => example.files[path] === files[path]);
    return isSame && paths.length === Object.keys(files).length;
  });
}

/** One zip, or files; those of a folder have their path. */
export async function openFiles(store: Store<State>, files: readonly PathFile[]): Promise<void> {
  const [first] = files;
  if (first === undefined) return;
  try {
    const opened = await readFiles(files);
    if (Object.keys(opened).length === 0) return failed(store, (words) => words.noFiles);
    const project = projectOf(opened);
    const { environment, timeoutMs, memoryMb } = store.get().project;
    replaceWork(
      store,
      (state) => ({ ...state, project: { ...project, environment, timeoutMs, memoryMb } }),
      (words) => words.opened(nameOf(files)),
    );
  } catch (error) {
    failed(store, () => messageOf(error));
  }
}

/** A file with the path that it has in the folder that was dropped. */
export interface PathFile extends Pick<File, "name" | "arrayBuffer"> {
  readonly path?: string;
}

async function readFiles(files: readonly PathFile[]): Promise<Project["files"]> {
  const { asProjectFiles, fromZip } = await import("../state/archive.ts");
  const bytesOf = async (file: PathFile): Promise<Uint8Array> => new Uint8Array(await file.arrayBuffer());
  const [first] = files;
  if (files.length === 1 && first?.name.endsWith(".zip")) return fromZip(await bytesOf(first));
  return asProjectFiles(
    await Promise.all(files.map(async (file) => [file.path ?? file.name, await bytesOf(file)] as const)),
  );
}

function nameOf(files: readonly PathFile[]): string {
  const [first] = files;
  const folder = first?.path?.split("/")[0];
  return (folder ?? (files.length === 1 ? first?.name : `${files.length}`)) || "";
}

function failed(store: Store<State>, reason: (words: Dictionary) => string): void {
  store.update((state) =>
    withNotice(state, { tone: "error", text: (words) => words.openFailed(reason(words)) }),
  );
}
