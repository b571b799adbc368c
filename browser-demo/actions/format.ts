import type { EditorDesk } from "../editor/desk.ts";
import type { Ruff } from "../editor/ruff.ts";
import { ruffWhenAsked } from "../editor/ruff-linter.ts";
import { messageOf } from "../run/message-of.ts";
import type { Dictionary } from "../state/dictionary.ts";
import { withNotice } from "../state/notice.ts";
import { withText } from "../state/project.ts";
import type { State } from "../state/state.ts";
import type { Store } from "../state/store.ts";

/** Formats the open file; from then on ruff lints too. */
export async function formatOpenFile(store: Store<State>, desk: EditorDesk): Promise<void> {
  const ruff = await loadedRuff(store, desk);
  if (ruff === undefined) return;
  const { files, openFile } = store.get().project;
  const code = files[openFile];
  if (typeof code !== "string" || !/\.pyi?$/.test(openFile))
    return complain(store, (words) => words.onlyPython);
  try {
    const formatted = ruff.format(code);
    store.update((state) => ({ ...state, project: withText(state.project, openFile, formatted) }));
  } catch (error) {
    complain(store, (words) => words.notFormatted(messageOf(error)));
  }
}

export async function startLinting(store: Store<State>, desk: EditorDesk): Promise<void> {
  await loadedRuff(store, desk);
}

async function loadedRuff(store: Store<State>, desk: EditorDesk): Promise<Ruff | undefined> {
  const loading = ruffWhenAsked();
  if (loading === undefined) {
    complain(store, (words) => words.noRuff);
    return undefined;
  }
  const isOn = store.get().lint.kind === "on";
  if (!isOn) store.update((state) => ({ ...state, lint: { kind: "loading" } }));
  try {
    const ruff = await loading;
    if (!isOn) {
      store.update((state) => ({ ...state, lint: { kind: "on" } }));
      desk.relint();
    }
    return ruff;
  } catch (error) {
    store.update((state) => ({ ...state, lint: { kind: "off" } }));
    complain(store, (words) => words.ruffFailed(messageOf(error)));
    return undefined;
  }
}

function complain(store: Store<State>, text: (words: Dictionary) => string): void {
  store.update((state) => withNotice(state, { tone: "error", text }));
}
