import type { App } from "./app.ts";
import { h } from "./dom.ts";

/** Opened by a button and by `?`. */
export function shortcutsDialog({ words }: App): HTMLDialogElement {
  const rows = words.shortcutList.map(([keys, what]) =>
    h(
      "tr",
      {},
      h(
        "td",
        {},
        ...keys
          .split(" ")
          .flatMap((key, index) => (index > 0 ? [" + ", h("kbd", {}, key)] : [h("kbd", {}, key)])),
      ),
      h("td", {}, what),
    ),
  );
  return h(
    "dialog",
    { class: "shortcuts", id: "shortcuts", "aria-label": words.shortcuts },
    h(
      "form",
      { method: "dialog" },
      h("h2", {}, words.shortcuts),
      h("table", {}, h("tbody", {}, ...rows)),
      h("button", { type: "submit", class: "primary" }, words.close),
    ),
  );
}
