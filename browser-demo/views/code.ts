import type { App } from "./app.ts";
import { h, setAttribute } from "./dom.ts";
import { filesView } from "./files.ts";
import { settingsView } from "./settings.ts";

const PANEL = "panel-code";

/** The files of the function, their editor, and the settings of the version. */
export function codeView(app: App): HTMLElement {
  const { words } = app;
  const editor = h("div", { class: "editor", id: PANEL, role: "tabpanel" }, app.desk.element);
  return h(
    "section",
    { class: "panel code", "aria-label": words.function, id: "region-code", tabindex: -1 },
    filesView(app, PANEL),
    editor,
    footView(app),
    settingsView(app),
  );
}

function footView(app: App): HTMLElement {
  const { words, store, actions } = app;
  const format = h(
    "button",
    { type: "button", class: "quiet", title: words.formatTip, on: { click: () => void actions.format() } },
    words.format,
  );
  const lint = h(
    "button",
    { type: "button", class: "quiet", on: { click: () => void actions.lint() } },
    words.lint,
  );
  const told = h("span", { class: "note", role: "status" });
  store.watch(
    ({ lint }) => lint,
    (state) => {
      setAttribute(format, "disabled", state.kind === "loading");
      lint.hidden = state.kind === "on" || state.kind === "loading";
      told.textContent =
        state.kind === "loading" ? words.lintLoading : state.kind === "on" ? words.lintOn : "";
    },
  );
  return h(
    "div",
    { class: "code-foot" },
    format,
    lint,
    told,
    h("span", { class: "note network" }, words.noNetwork),
  );
}
