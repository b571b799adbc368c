import { rawRequest } from "../state/event.ts";
import { readEvent } from "../state/event-edit.ts";
import { withNotice } from "../state/notice.ts";
import type { State } from "../state/state.ts";
import type { Store } from "../state/store.ts";

/** The event was edited: the request follows where it can, and the text waits where it cannot. */
export function editEvent(store: Store<State>, text: string): void {
  store.update((state) => {
    const edit = readEvent(text, state.request);
    switch (edit.kind) {
      case "request":
        return { ...state, request: edit.request, eventDraft: undefined };
      case "beyond":
        return { ...state, eventDraft: { text, reason: undefined } };
      case "broken":
        return { ...state, eventDraft: { text, reason: edit.reason } };
      default:
        return edit satisfies never;
    }
  });
}

/** The event as it is written becomes a raw request. */
export function callAsItIs(store: Store<State>): void {
  store.update((state) =>
    state.eventDraft?.reason === undefined && state.eventDraft
      ? { ...state, request: rawRequest(state.eventDraft.text), eventDraft: undefined }
      : state,
  );
}

/** Before a call: what is written in the Event tab is what is called with, or it is said why not. */
export function isEventReady(store: Store<State>): boolean {
  const { eventDraft } = store.get();
  if (eventDraft === undefined) return true;
  if (eventDraft.reason !== undefined) {
    store.update((state) => withNotice(state, { tone: "error", text: (words) => words.eventNotJson }));
    return false;
  }
  callAsItIs(store);
  return true;
}
