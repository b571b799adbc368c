import { type Call, verdictOf } from "../state/call.ts";
import { durationMsOf, heightsOf, summaryOf } from "../state/history.ts";
import { urlOf } from "../state/request.ts";
import type { App } from "./app.ts";
import { h, iconButton } from "./dom.ts";

/** The last calls, those of earlier visits included: how long they took, and which were cold. */
export function historyView(app: App): HTMLElement {
  const { words, store } = app;
  const summary = h("p", { class: "summary" });
  const plot = h("div", { class: "plot", role: "group", "aria-label": words.plot });
  const list = h("ol", { class: "calls", reversed: true });
  const body = h("div", { class: "panel-body history-body" }, plot, list);
  const empty = h("p", { class: "empty" }, words.noCalls);
  const clear = h(
    "button",
    { type: "button", class: "quiet", on: { click: () => app.actions.clearHistory() } },
    words.clear,
  );
  const show = (): void => {
    const { calls, shownCallId } = store.get();
    const done = calls.filter(({ ending }) => ending !== undefined);
    summary.textContent = done.length === 0 ? "" : words.summary(summaryOf(done));
    const heights = heightsOf(done);
    plot.replaceChildren(...done.map((call, index) => bar(app, call, index, heights[index] ?? 0)));
    list.replaceChildren(
      ...done.map((call, index) => row(app, call, index, call.id === shownCallId)).reverse(),
    );
    body.hidden = done.length === 0;
    empty.hidden = done.length > 0;
    clear.hidden = done.length === 0;
    plot.scrollLeft = plot.scrollWidth;
  };
  store.watch(
    ({ calls }) => calls.filter(({ ending }) => ending !== undefined).length + (calls.at(-1)?.id ?? ""),
    show,
  );
  store.watch(({ shownCallId }) => shownCallId, show);
  return h(
    "section",
    { class: "panel history", "aria-label": words.history, id: "region-history", tabindex: -1 },
    h("div", { class: "panel-head" }, h("h2", {}, words.history), summary, clear),
    empty,
    body,
  );
}

function bar(app: App, call: Call, index: number, height: number): HTMLElement {
  const { store } = app;
  const isShown = store.get().shownCallId === call.id;
  const label = describe(app, call, index);
  const button = h("button", {
    type: "button",
    class: `bar ${verdictOf(call)} ${startOf(call) ?? ""}`,
    "aria-label": label,
    "aria-pressed": String(isShown),
    title: label,
    // One stop of the Tab key is enough: the list beside it has the same calls.
    tabindex: -1,
    on: { click: () => store.update((state) => ({ ...state, shownCallId: call.id })) },
  });
  button.style.height = `${height}%`;
  return button;
}

function row(app: App, call: Call, index: number, isShown: boolean): HTMLElement {
  const { words, store } = app;
  const { request } = call;
  const choose = (): void => store.update((state) => ({ ...state, shownCallId: call.id }));
  const again = (): void => store.update((state) => ({ ...state, request, eventDraft: undefined }));
  return h(
    "li",
    {},
    h(
      "button",
      { type: "button", class: "call-row", "aria-pressed": String(isShown), on: { click: choose } },
      h("span", { class: "number" }, `#${index + 1}`),
      h("span", { class: `badge ${verdictOf(call)}` }, statusText(call)),
      h("span", { class: "what mono" }, `${request.method} ${new URL(urlOf(request)).search || "/"}`),
      h("span", { class: "took" }, tookText(app, call)),
      h("span", { class: `start ${startOf(call) ?? ""}` }, startText(app, call)),
    ),
    iconButton("again", `${words.useAgain} #${index + 1}`, again),
  );
}

function statusText({ ending }: Call): string {
  return ending?.kind === "answered" ? String(ending.answer.status) : "–";
}

/** What was refused took no time. */
function tookText({ words }: App, call: Call): string {
  return call.ending?.kind === "answered" ? words.ms(durationMsOf(call)) : "";
}

function startOf({ ending }: Call): "cold" | "warm" | undefined {
  return ending?.kind === "answered" ? ending.execution?.report.start : undefined;
}

function startText({ words }: App, call: Call): string {
  const start = startOf(call);
  return start === undefined ? "" : start === "cold" ? words.cold : words.warm;
}

function describe(app: App, call: Call, index: number): string {
  const parts = [`#${index + 1}`, statusText(call), tookText(app, call), startText(app, call)];
  return parts.filter((part) => part !== "").join(", ");
}
