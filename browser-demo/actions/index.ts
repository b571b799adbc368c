import type { EditorDesk } from "../editor/desk.ts";
import type { Caller } from "../run/calls.ts";
import { messageOf } from "../run/message-of.ts";
import { withNotice } from "../state/notice.ts";
import { withoutFile } from "../state/project.ts";
import type { State } from "../state/state.ts";
import type { Store } from "../state/store.ts";
import { copyText } from "./copy-text.ts";
import { download } from "./download.ts";
import { callAsItIs, editEvent, isEventReady } from "./event.ts";
import { formatOpenFile, startLinting } from "./format.ts";
import { openExample, openFiles, type PathFile, replaceWork } from "./open.ts";
import { shareLink } from "./share.ts";

/** All that a visitor can do, by button or by key. */
export interface Actions {
  load(): Promise<void>;
  run(): Promise<void>;
  stop(): void;
  format(): Promise<void>;
  lint(): Promise<void>;
  share(): Promise<void>;
  download(): Promise<void>;
  copy(text: string): Promise<boolean>;
  openExample(id: string): Promise<void>;
  openFiles(files: readonly PathFile[]): Promise<void>;
  deleteFile(): void;
  editEvent(text: string): void;
  callAsItIs(): void;
  goTo(path: string, line: number): void;
  focusCode(): void;
  clearHistory(): void;
  showShortcuts(): void;
}

/** Some of it may have come already. */
function asLoading(state: State): State {
  if (state.phase.kind === "loading") return state;
  return { ...state, phase: { kind: "loading", loadedBytes: 0, totalBytes: 0 } };
}

export function createActions(store: Store<State>, desk: EditorDesk, caller: Caller): Actions {
  return {
    async load() {
      store.update(asLoading);
      try {
        await caller.ready();
        store.update((state) => ({ ...state, phase: { kind: "ready" } }));
      } catch (error) {
        store.update((state) => ({ ...state, phase: { kind: "failed", reason: messageOf(error) } }));
      }
    },
    async run() {
      if (!isEventReady(store)) return;
      await caller.run();
    },
    stop: caller.stop,
    format: () => formatOpenFile(store, desk),
    lint: () => startLinting(store, desk),
    share: () => shareLink(store),
    download: () => download(store),
    copy: copyText,
    openExample: (id) => openExample(store, id),
    openFiles: (files) => openFiles(store, files),
    deleteFile() {
      const { openFile } = store.get().project;
      replaceWork(
        store,
        (state) => ({ ...state, project: withoutFile(state.project, openFile) }),
        (words) => words.deleted(openFile),
      );
    },
    editEvent: (text) => editEvent(store, text),
    callAsItIs: () => callAsItIs(store),
    goTo: desk.goTo,
    focusCode: desk.focus,
    clearHistory: () =>
      store.update((state) => withNotice({ ...state, calls: [], shownCallId: undefined }, undefined)),
    showShortcuts() {
      const dialog = document.getElementById("shortcuts") as HTMLDialogElement | null;
      if (!dialog?.open) dialog?.showModal();
    },
  };
}
