/** The page: shows the state, lets it be changed, and keeps what a reload is to bring back. */

import { takeDrops } from "./actions/drop.ts";
import { createActions } from "./actions/index.ts";
import { forgetLink, openLink } from "./actions/share.ts";
import { caller, store } from "./begin.ts";
import { createDesk } from "./editor/desk.ts";
import { endEditors } from "./editor/read-only.ts";
import { DICTIONARIES } from "./i18n/index.ts";
import { keepHistory, keepOnChange } from "./keeping.ts";
import { listenToKeys } from "./keys.ts";
import { readEventValue } from "./state/event-value.ts";
import { failedLinesOf } from "./state/failure.ts";
import { readUndo } from "./state/keep.ts";
import { shownCall } from "./state/state.ts";
import { openStorage } from "./state/storage.ts";
import { scopeOf } from "./state/store.ts";
import { pageView } from "./views/page.ts";

const HISTORY_DELAY_MS = 200;
const words = () => DICTIONARIES[store.get().language];
const desk = createDesk(
  store,
  {
    label: () => words().code,
    binary: (bytes) => words().binaryFile(bytes),
    phrases: () => words().phrases,
  },
  () => readEventValue(store.get()),
  readUndo(openStorage()),
);
const actions = createActions(store, desk, caller);

showPage();
listenToKeys(actions);
takeDrops(actions.openFiles);
addEventListener("hashchange", () => void openLink(store));
// What a link holds takes the place of what was kept only once the visitor changes it.
void openLink(store).then(() => keepOnChange(store, desk, forgetLink));
// Later than a visitor who presses Run at once: neither is to wait for the other.
void actions.load().then(() => setTimeout(keepHistory, HISTORY_DELAY_MS, store));

/** Views are made anew for another language; the state and the editor of the code outlive them. */
function showPage(): void {
  const root = document.documentElement;
  const place = document.getElementById("page") as HTMLElement;
  let scope = scopeOf(store);
  store.watch(
    ({ language }) => language,
    (language) => {
      scope.end();
      scope = scopeOf(store);
      const focused = document.activeElement?.id;
      desk.element.remove();
      endEditors(place);
      place.replaceChildren(...pageView({ store: scope, words: words(), actions, desk }));
      if (focused) document.getElementById(focused)?.focus();
      root.lang = language;
      document.title = words().title;
      root.dataset["drop"] = words().dropHere;
    },
  );
  store.watch(
    ({ theme }) => theme,
    (theme) => {
      root.dataset["theme"] = theme;
    },
  );
  store.watch(
    ({ phase }) => phase.kind,
    (kind) => {
      root.dataset["state"] = kind;
    },
  );
  store.watch(
    (state) => shownCall(state)?.ending,
    () => desk.mark(failedLinesOf(shownCall(store.get()), store.get().project.files)),
  );
}
