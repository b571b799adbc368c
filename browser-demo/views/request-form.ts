import { jsonEditor } from "../editor/json-editor.ts";
import {
  hasBody,
  METHODS,
  type Method,
  type RequestDraft,
  urlOf,
  withheldHeaders,
} from "../state/request.ts";
import type { App } from "./app.ts";
import { h, makeId } from "./dom.ts";
import { pairsView } from "./pairs.ts";

/** Method, query, headers and body. There is no path: calls of functions have none of their own. */
export function requestForm(app: App): HTMLElement {
  const { words, store } = app;
  const change = (changed: Partial<RequestDraft>): void =>
    store.update((state) => ({ ...state, eventDraft: undefined, request: { ...state.request, ...changed } }));
  const url = h("output", { class: "url mono", "aria-label": words.url });
  store.watch(
    ({ request }) => urlOf(request),
    (text) => {
      url.textContent = text;
      url.title = text;
    },
  );
  return h(
    "div",
    { class: "request-form" },
    h("div", { class: "line-of-request" }, methodMenu(app, change), url, rawSwitch(app, change)),
    folded(app, words.query, ({ request }) => request.query.length, queryRows(app, change)),
    folded(app, words.headers, ({ request }) => request.headers.length, headerRows(app, change)),
    bodyField(app, change),
  );
}

type Change = (changed: Partial<RequestDraft>) => void;

function methodMenu({ words, store }: App, change: Change): HTMLSelectElement {
  const options = METHODS.map((method) => h("option", { value: method }, method));
  const menu = h("select", { "aria-label": words.method, class: "method" }, ...options);
  menu.addEventListener("change", () => change({ method: menu.value as Method }));
  store.watch(
    ({ request }) => request.method,
    (method) => {
      menu.value = method;
    },
  );
  return menu;
}

function rawSwitch({ words, store }: App, change: Change): HTMLElement {
  const box = h("input", { type: "checkbox", role: "switch" });
  box.addEventListener("change", () => change({ isRaw: box.checked }));
  store.watch(
    ({ request }) => request.isRaw,
    (isRaw) => {
      box.checked = isRaw;
    },
  );
  return h("label", { class: "switch", title: words.rawTip }, box, words.raw);
}

function queryRows(app: App, change: Change): HTMLElement {
  const { words } = app;
  return pairsView(
    app,
    { label: words.query, name: words.parameter, value: words.value, remove: words.removeRow },
    ({ request }) => request.query,
    (query) => change({ query }),
  );
}

function headerRows(app: App, change: Change): HTMLElement {
  const { words, store } = app;
  const withheld = h("p", { class: "note" });
  store.watch(
    ({ request }) => withheldHeaders(request).join(", "),
    (names) => {
      withheld.hidden = names === "";
      withheld.textContent = words.withheld(names);
    },
  );
  const rows = pairsView(
    app,
    { label: words.headers, name: words.header, value: words.value, remove: words.removeRow },
    ({ request }) => request.headers,
    (headers) => change({ headers }),
  );
  return h("div", {}, rows, withheld);
}

/** Open where there is something to see. */
function folded(
  app: App,
  title: string,
  count: (state: ReturnType<App["store"]["get"]>) => number,
  content: HTMLElement,
): HTMLElement {
  const badge = h("span", { class: "count" });
  const details = h("details", {}, h("summary", {}, title, " ", badge), content);
  app.store.watch(count, (length, before) => {
    badge.textContent = length === 0 ? "" : String(length);
    const hasTurned = before === undefined || (before === 0) !== (length === 0);
    // Not under the hands of whoever empties it.
    if (hasTurned && !details.contains(document.activeElement)) details.open = length > 0;
  });
  return details;
}

function bodyField(app: App, change: Change): HTMLElement {
  const { words, store } = app;
  const labelId = makeId("body");
  const editor = jsonEditor({
    labelledBy: labelId,
    phrases: words.phrases,
    onChange: (body) => change({ body }),
  });
  store.watch(({ request }) => request.body, editor.show);
  const note = h("p", { class: "note" }, words.noBody);
  const field = h(
    "div",
    { class: "body-field" },
    h("span", { id: labelId, class: "label" }, words.body),
    note,
    editor.element,
  );
  store.watch(
    ({ request }) => hasBody(request),
    (isSent) => {
      editor.element.hidden = !isSent;
      note.hidden = isSent;
    },
  );
  return field;
}
