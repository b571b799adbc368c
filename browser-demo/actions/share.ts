import { withNotice } from "../state/notice.ts";
import type { State } from "../state/state.ts";
import type { Store } from "../state/store.ts";
import { copyText } from "./copy-text.ts";
import { loadPart } from "./load-part.ts";
import { replaceWork } from "./open.ts";

/** Puts the state into the address, and the address onto the clipboard. */
export async function shareLink(store: Store<State>): Promise<void> {
  const links = await loadLinks(store);
  if (links === undefined) return;
  const hash = links.toHash(store.get());
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
export async function openLink(store: Store<State>): Promise<void> {
  if (location.hash === "") return;
  const links = await loadLinks(store);
  if (links === undefined) return;
  const link = links.fromHash(location.hash);
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

/** With it comes what unpacks: few visitors need it. */
const loadLinks = (store: Store<State>) => loadPart(store, () => import("../state/share.ts"));

/** An address that no longer says what the page shows would undo the visitor's work at the next reload. */
export function forgetLink(): void {
  if (location.hash !== "") history.replaceState(null, "", location.pathname + location.search);
}
