import type { EditorDesk } from "./editor/desk.ts";
import { keep, keepUndo } from "./state/keep.ts";
import type { State } from "./state/state.ts";
import type { Store } from "./state/store.ts";

const PAUSE_MS = 300;

/** Keeps the work a moment after each change, and when the page is left. */
export function keepOnChange(store: Store<State>, desk: EditorDesk, onChange: () => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = (): void => {
    clearTimeout(timer);
    timer = undefined;
    keep(localStorage, store.get());
    keepUndo(localStorage, desk.serialise());
  };
  const later = (): void => {
    timer ??= setTimeout(write, PAUSE_MS);
  };
  const work = ({ project, request }: State): string => `${version(project)} ${version(request)}`;
  store.watch(work, (_now, before) => {
    if (before === undefined) return;
    onChange();
    later();
  });
  store.watch(({ language, theme, callTab }) => `${language} ${theme} ${callTab}`, later);
  addEventListener("pagehide", () => timer !== undefined && write());
}

const versions = new WeakMap<object, number>();
let lastVersion = 0;

/** A number for each value of the state, so that two of them can be watched as one. */
function version(value: object): number {
  const known = versions.get(value) ?? ++lastVersion;
  versions.set(value, known);
  return known;
}
