import { withNotice } from "../state/notice.ts";
import { fromHash, toHash } from "../state/share.ts";
import type { State } from "../state/state.ts";
import type { Store } from "../state/store.ts";
import { copyText } from "./copy-text.ts";
import { replaceWork } from "./open.ts";

/** Puts the state into the address, and the address onto the clipboard. */
export async function shareLink(store: Store<State>): Promise<void> {
  const hash = toHash(store.get());
  history.replaceState(null, "", hash);
  const link = location.href;
  const isCopied = await copyText(link);
  store.update((state) =>
    withNotice(state, {
      tone: "info",
      text: (words) => (isCopied ? words.linkCopied(link.length) : words.linkShown(link.length)),
      ...(!isCopied && { code: link }),
    }),
  );
}

/** What the address holds takes the place of what is here. Nothing of it runs by itself. */
export function openLink(store: Store<State>): void {
  const link = fromHash(location.hash);
  if (link.kind === "none") return;
  if (link.kind === "damaged") {
    store.update((state) => withNotice(state, { tone: "error", text: (words) => words.linkDamaged }));
    return;
  }
  replaceWork(
    store,
    (state) => ({ ...state, ...link.shared, eventDraft: undefined }),
    (words) => (link.kind === "newer" ? words.linkNewer : words.linkOpened),
  );
}

/** An address that no longer says what the page shows would undo the visitor's work at the next reload. */
export function forgetLink(): void {
  if (location.hash !== "") history.replaceState(null, "", location.pathname + location.search);
}
