import type { Phase } from "../state/state.ts";
import type { App } from "./app.ts";
import { h } from "./dom.ts";

/** What the page is doing, in a sentence that is read out; and how far loading has come. */
export function statusView(app: App): HTMLElement {
  const { words, store, actions } = app;
  const text = h("p", { class: "status", role: "status" });
  // Not a part of the status, which is read out: numbers that run would never let it end.
  const figure = h("span", { class: "figure" });
  const bar = h("progress", { "aria-label": words.loading });
  const retry = h("button", { type: "button", on: { click: () => void actions.load() } }, words.tryAgain);
  const view = h("div", { class: "status-row" }, text, bar, figure, retry);
  store.watch(
    ({ phase }) => phase,
    (phase) => {
      text.textContent = sentence(app, phase);
      view.dataset["phase"] = phase.kind;
      bar.hidden = phase.kind !== "loading";
      figure.textContent = phase.kind === "loading" ? loadedText(app, phase) : "";
      if (phase.kind === "running") countSeconds(app, view, figure);
      retry.hidden = phase.kind !== "failed";
      if (phase.kind !== "loading") return;
      if (phase.totalBytes > 0) {
        bar.max = phase.totalBytes;
        bar.value = Math.min(phase.loadedBytes, phase.totalBytes);
      } else bar.removeAttribute("value");
    },
  );
  return view;
}

function loadedText(
  { words }: App,
  { loadedBytes, totalBytes }: Extract<Phase, { kind: "loading" }>,
): string {
  return loadedBytes === 0 ? "" : words.loadedOf(loadedBytes, totalBytes);
}

const TICK_MS = 100;

/** How long the call has run, until the view says something else. */
function countSeconds({ words }: App, view: HTMLElement, figure: HTMLElement): void {
  const startedAt = performance.now();
  const ticking = setInterval(() => {
    if (view.isConnected && view.dataset["phase"] === "running") {
      figure.textContent = words.seconds((performance.now() - startedAt) / 1000);
    } else clearInterval(ticking);
  }, TICK_MS);
}

function sentence({ words }: App, phase: Phase): string {
  switch (phase.kind) {
    case "loading":
      return words.loading;
    case "ready":
      return words.ready;
    case "running":
      return phase.isStopping ? words.stopping : words.running;
    case "failed":
      return words.loadingFailed(phase.reason);
    default:
      return phase satisfies never;
  }
}
