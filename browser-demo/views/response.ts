import { type Call, verdictOf } from "../state/call.ts";
import { failureOf } from "../state/failure.ts";
import { shownCall } from "../state/state.ts";
import type { App } from "./app.ts";
import { bodyView, headersView, sourceView } from "./body.ts";
import { h } from "./dom.ts";
import { failureView } from "./failure.ts";
import { figuresView } from "./figures.ts";
import { tabRow } from "./tabs.ts";

/** What the cloud would answer. */
export function responseView(app: App): HTMLElement {
  const { words, store } = app;
  const head = h("div", { class: "response-status", "aria-live": "polite" });
  const content = h("div", { class: "panel-body" });
  store.watch(
    (state) => shownCall(state) ?? (state.calls.length > 0 ? "none chosen" : "none made"),
    (shown) => {
      const call = typeof shown === "string" ? undefined : shown;
      head.replaceChildren(...statusOf(app, call));
      content.replaceChildren(...(call ? answerViews(app, call) : [emptyView(app, shown === "none made")]));
    },
  );
  return h(
    "section",
    { class: "panel response", "aria-label": words.response, id: "region-response", tabindex: -1 },
    h("div", { class: "panel-head" }, h("h2", {}, words.response), head),
    content,
  );
}

function emptyView({ words }: App, isFirst: boolean): HTMLElement {
  return h(
    "p",
    { class: "empty" },
    isFirst ? words.noAnswer : words.noneChosen,
    " ",
    h("kbd", {}, "Ctrl Enter"),
  );
}

function statusOf({ words }: App, call: Call | undefined): Node[] {
  if (call === undefined) return [];
  const { ending } = call;
  const verdict = verdictOf(call);
  if (ending === undefined) return [h("span", { class: "badge running" }, words.running)];
  if (ending.kind === "refused") return [h("span", { class: "badge failed" }, words.refused)];
  const { status } = ending.answer;
  return [h("span", { class: `badge ${verdict}` }, `${status} ${words.statuses[status] ?? ""}`.trim())];
}

function answerViews(app: App, call: Call): Node[] {
  const failure = failureOf(call);
  const failed = failure && failureView(app, failure);
  const { ending } = call;
  if (ending?.kind !== "answered") return failed ? [failed] : [];
  return [
    figuresView(app, call.id, ending.execution),
    ...(failed ? [failed] : []),
    ...bodyTabs(app, ending.answer),
  ];
}

type Answered = Extract<NonNullable<Call["ending"]>, { kind: "answered" }>["answer"];

function bodyTabs(app: App, answer: Answered): Node[] {
  const { words, store } = app;
  const panel = (id: string): HTMLElement => h("div", { id: `answer-${id}`, class: "answer-panel" });
  const panels = { body: panel("body"), source: panel("source"), headers: panel("headers") };
  const make = {
    body: () => bodyView(app, answer),
    source: () => sourceView(app, answer),
    headers: () => headersView(app, answer),
  };
  const tabs = tabRow(
    words.response,
    [
      { id: "body", label: words.answerBody, panel: panels.body },
      { id: "source", label: words.answerSource, panel: panels.source },
      { id: "headers", label: `${words.answerHeaders} ${answer.headers.length}`, panel: panels.headers },
    ] as const,
    (answerTab) => {
      store.update((state) => ({ ...state, answerTab }));
      show(answerTab);
    },
  );
  const show = (id: keyof typeof panels): void => {
    tabs.select(id);
    // Made when it is first looked at: a body may be megabytes.
    if (panels[id].children.length === 0) panels[id].append(make[id]());
  };
  show(store.get().answerTab);
  return [tabs.element, panels.body, panels.source, panels.headers];
}
