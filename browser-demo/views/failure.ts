import type { Failure } from "../state/failure.ts";
import { traceOf } from "../state/traceback.ts";
import type { App } from "./app.ts";
import { h } from "./dom.ts";

/** What went wrong, what to do about it, and the way there. */
export function failureView(app: App, failure: Failure): HTMLElement {
  const { title, hint, traceback } = failure;
  return h(
    "div",
    { class: "failure", role: "group", "aria-label": app.words.failure },
    h("p", { class: "failure-title" }, title),
    hint !== undefined && h("p", { class: "failure-hint" }, hint),
    traceback !== "" &&
      h(
        "pre",
        { class: "traceback", tabindex: 0, "aria-label": app.words.traceback },
        traceNodes(app, traceback),
      ),
  );
}

/** A traceback whose frames are links into the editor. */
export function traceNodes(app: App, text: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  for (const piece of traceOf(text, app.store.get().project.files)) {
    if (piece.kind === "text") {
      fragment.append(piece.text);
      continue;
    }
    const { path, line } = piece;
    const go = (): void => app.actions.goTo(path, line);
    fragment.append(
      h(
        "button",
        { type: "button", class: "frame-link", title: app.words.goTo(path, line), on: { click: go } },
        piece.text,
      ),
    );
  }
  return fragment;
}
