import { curlOf } from "../state/curl.ts";
import type { App } from "./app.ts";
import { copyable } from "./copy.ts";
import { h, icon, setAttribute } from "./dom.ts";
import { eventForm } from "./event-form.ts";
import { requestForm } from "./request-form.ts";
import { statusView } from "./status.ts";
import { tabRow } from "./tabs.ts";

/** One call in two views, and the buttons that make and end it. */
export function callView(app: App): HTMLElement {
  const { words, store } = app;
  const request = h("div", { id: "panel-request", class: "panel-body" }, requestForm(app));
  const event = h("div", { id: "panel-event", class: "panel-body" }, eventForm(app));
  const tabs = tabRow(
    words.call,
    [
      { id: "request", label: words.httpRequest, panel: request },
      { id: "event", label: words.event, panel: event },
    ] as const,
    (callTab) => store.update((state) => ({ ...state, callTab })),
  );
  store.watch(({ callTab }) => callTab, tabs.select);
  const curl = h(
    "details",
    { class: "curl" },
    h("summary", {}, words.asCurl),
    copyable(app, words.asCurl, ({ request }) => curlOf(request)),
  );
  return h(
    "section",
    { class: "panel call", "aria-label": words.call, id: "region-call", tabindex: -1 },
    h("div", { class: "panel-head" }, tabs.element, buttons(app)),
    request,
    event,
    h("div", { class: "call-foot" }, statusView(app), curl),
  );
}

function buttons({ words, store, actions }: App): HTMLElement {
  const run = h(
    "button",
    {
      type: "button",
      class: "primary",
      title: `${words.run} (Ctrl+Enter)`,
      on: { click: () => void actions.run() },
    },
    icon("run"),
    words.run,
  );
  const stop = h(
    "button",
    { type: "button", class: "stop", title: words.stop, on: { click: () => actions.stop() } },
    icon("stop"),
    words.stop,
  );
  store.watch(
    ({ phase }) => phase,
    (phase) => {
      setAttribute(run, "disabled", phase.kind !== "ready");
      setAttribute(stop, "disabled", phase.kind !== "running" || phase.isStopping);
    },
  );
  return h("div", { class: "actions" }, stop, run);
}
