import { jsonEditor } from "../editor/json-editor.ts";
import { EVENT_NAMES, type EventName, eventOf, requestForEvent } from "../state/event.ts";
import type { RequestDraft } from "../state/request.ts";
import type { App } from "./app.ts";
import { h, makeId } from "./dom.ts";

/** The event that the request becomes. What is written here goes back into the request. */
export function eventForm(app: App): HTMLElement {
  const { words, store, actions } = app;
  const labelId = makeId("event");
  const editor = jsonEditor({ labelledBy: labelId, phrases: words.phrases, onChange: actions.editEvent });
  store.watch(
    ({ request }) => safeEventOf(request),
    (text) => {
      // Whoever is writing it would lose their place.
      if (!editor.hasFocus()) editor.show(text);
    },
  );
  store.watch(
    ({ eventDraft }) => eventDraft,
    (draft) => {
      if (draft === undefined && !editor.hasFocus()) editor.show(safeEventOf(store.get().request));
    },
  );
  editor.element.addEventListener("focusout", () => {
    const { eventDraft, request } = store.get();
    if (eventDraft === undefined) editor.show(safeEventOf(request));
  });
  return h(
    "div",
    { class: "event-form" },
    h(
      "div",
      { class: "line-of-request" },
      eventsMenu(app),
      h("span", { class: "note", id: labelId }, words.eventLabel),
    ),
    problemView(app),
    editor.element,
  );
}

/** A header that HTTP forbids is told where it is written. */
function safeEventOf(request: RequestDraft): string {
  try {
    return eventOf(request);
  } catch (error) {
    return `// ${(error as Error).message}`;
  }
}

function eventsMenu({ words, store }: App): HTMLSelectElement {
  const menu = h(
    "select",
    { "aria-label": words.eventsLabel },
    h("option", { value: "", selected: true }, words.eventsChoose),
    ...EVENT_NAMES.map((name) => h("option", { value: name }, words.events[name])),
  );
  menu.addEventListener("change", () => {
    const request = requestForEvent(menu.value as EventName);
    store.update((state) => ({ ...state, request, eventDraft: undefined }));
    menu.value = "";
  });
  return menu;
}

/** What keeps the text from becoming a request, and the way on. */
function problemView({ words, store, actions }: App): HTMLElement {
  const text = h("span", {});
  const asItIs = h(
    "button",
    { type: "button", class: "quiet", on: { click: () => actions.callAsItIs() } },
    words.callAsItIs,
  );
  const view = h("p", { class: "problem", role: "status" }, text, " ", asItIs);
  store.watch(
    ({ eventDraft }) => eventDraft,
    (draft) => {
      view.hidden = draft === undefined;
      text.textContent =
        draft === undefined
          ? ""
          : draft.reason === undefined
            ? words.beyondRequest
            : words.notJson(draft.reason);
      asItIs.hidden = draft?.reason !== undefined;
    },
  );
  return view;
}
