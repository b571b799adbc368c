import { forceLinting } from "@codemirror/lint";
import { EditorSelection, EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { withText } from "../state/project.ts";
import type { State } from "../state/state.ts";
import type { Store } from "../state/store.ts";
import { phrases } from "./code-setup.ts";
import { type FailedLine, markFailedLine } from "./failed-line.ts";
import { FileStates } from "./file-states.ts";
import { ruffLinter } from "./ruff-linter.ts";

/** The one editor of the page. It outlives a change of language, and with it its undo. */
export interface EditorDesk {
  readonly element: HTMLElement;
  focus(): void;
  goTo(path: string, line: number): void;
  /** By path; all other marks go. */
  mark(failed: ReadonlyMap<string, FailedLine>): void;
  relint(): void;
  /** What a reload needs to undo further. */
  serialise(): object;
}

interface DeskWords {
  readonly label: () => string;
  readonly binary: (bytes: number) => string;
  readonly phrases: () => Readonly<Record<string, string>>;
}

export function createDesk(
  store: Store<State>,
  words: DeskWords,
  readEvent: () => unknown,
  kept: unknown,
): EditorDesk {
  const element = document.createElement("div");
  element.className = "desk";
  const write = (path: string, text: string): void =>
    store.update((state) => ({ ...state, project: withText(state.project, path, text) }));
  const listen = EditorView.updateListener.of((update) => {
    if (update.docChanged && path !== undefined) write(path, update.state.doc.toString());
  });
  const label = EditorView.contentAttributes.of(() => ({ "aria-label": words.label() }));
  const states = new FileStates([listen, label, ruffLinter(() => path ?? "")], readEvent, words.binary, kept);
  let path: string | undefined;
  let failed: ReadonlyMap<string, FailedLine> = new Map();
  const view = new EditorView({ parent: element });
  const speak = (): void =>
    view.dispatch({ effects: phrases.reconfigure(EditorState.phrases.of(words.phrases())) });
  const show = (): void => {
    const { files, openFile } = store.get().project;
    const content = files[openFile] ?? "";
    if (openFile === path && (typeof content !== "string" || view.state.doc.toString() === content)) return;
    if (path !== undefined) states.put(path, view.state);
    path = undefined;
    view.setState(states.take(openFile, content));
    path = openFile;
    speak();
    markFailedLine(view, failed.get(openFile));
  };
  store.watch(({ project }) => project.files[project.openFile], show);
  store.watch(({ project }) => project.openFile, show);
  store.watch(({ language }) => language, speak);
  return {
    element,
    focus: () => view.focus(),
    goTo(target, line) {
      store.update((state) => ({ ...state, project: { ...state.project, openFile: target } }));
      const at = view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines)).from;
      view.dispatch({
        selection: EditorSelection.cursor(at),
        effects: EditorView.scrollIntoView(at, { y: "center" }),
      });
      view.focus();
    },
    mark(marks) {
      failed = marks;
      if (path !== undefined) markFailedLine(view, marks.get(path));
    },
    relint: () => forceLinting(view),
    serialise() {
      if (path !== undefined) states.put(path, view.state);
      return states.serialise(Object.keys(store.get().project.files));
    },
  };
}
