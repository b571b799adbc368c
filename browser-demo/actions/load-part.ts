import { messageOf } from "../run/message-of.ts";
import { withNotice } from "../state/notice.ts";
import type { State } from "../state/state.ts";
import type { Store } from "../state/store.ts";

/** A part of the page that few visitors need. `undefined` when it cannot be had, which the page then says. */
export async function loadPart<Part>(
  store: Store<State>,
  load: () => Promise<Part>,
): Promise<Part | undefined> {
  try {
    return await load();
  } catch (error) {
    const reason = messageOf(error);
    store.update((state) => withNotice(state, { tone: "error", text: (words) => words.partFailed(reason) }));
    return undefined;
  }
}
