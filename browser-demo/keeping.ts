import type { EditorDesk } from "./editor/desk.ts";
import { keep, keepUndo } from "./state/keep.ts";
import { keepCalls, readCalls } from "./state/kept-calls.ts";
import type { State } from "./state/state.ts";
import { openStorage } from "./state/storage.ts";
import type { Store } from "./state/store.ts";

const PAUSE_MS = 300;

/** Keeps the work a moment after each change, and when the page is left. */
export function keepOnChange(store: Store<State>, desk: EditorDesk, onChange: () => void): void {
  const storage = openStorage();
  const writeSoon = soon(() => {
    keep(storage, store.get());
    keepUndo(storage, desk.serialise());
  });
  const work = ({ project, request }: State): string => `${version(project)} ${version(request)}`;
  store.watch(work, (_now, before) => {
    if (before === undefined) return;
    onChange();
    writeSoon();
  });
  store.watch(({ language, theme, callTab }) => `${language} ${theme} ${callTab}`, writeSoon);
}

/** Brings the calls of earlier visits back, and keeps each that ends. For when the page has nothing else to do. */
export function keepHistory(store: Store<State>): void {
  const storage = openStorage();
  const earlier = readCalls(storage);
  if (earlier.length > 0) store.update((state) => ({ ...state, calls: [...earlier, ...state.calls] }));
  const writeSoon = soon(() => keepCalls(storage, store.get().calls));
  const ended = ({ calls }: State): string => {
    const ending = calls.at(-1)?.ending;
    return `${calls.length} ${ending && version(ending)}`;
  };
  store.watch(ended, (_now, before) => before !== undefined && writeSoon());
}

/** Writes once for many changes, a moment after the first of them, and when the page is left before. */
function soon(write: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const writeNow = (): void => {
    clearTimeout(timer);
    timer = undefined;
    write();
  };
  addEventListener("pagehide", () => timer !== undefined && writeNow());
  return () => {
    timer ??= setTimeout(writeNow, PAUSE_MS);
  };
}

const versions = new WeakMap<object, number>();
let lastVersion = 0;

/** A number for each value of the state, so that two of them can be watched as one. */
function version(value: object): number {
  const known = versions.get(value) ?? ++lastVersion;
  versions.set(value, known);
  return known;
}
