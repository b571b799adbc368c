import { EXAMPLE_NAMES } from "../examples/names.ts";
import type { Language, Theme } from "../state/state.ts";
import type { App } from "./app.ts";
import { h } from "./dom.ts";

/** The name, what can be opened and taken away, and how the page looks and speaks. */
export function headerView(app: App): HTMLElement {
  const { words, actions } = app;
  return h(
    "header",
    { class: "top" },
    h("h1", {}, "pythonless"),
    h("p", { class: "tagline" }, words.tagline),
    h(
      "div",
      { class: "tools", role: "toolbar", "aria-label": words.tools },
      examplesMenu(app),
      openButton(app),
      h("button", { type: "button", on: { click: () => void actions.share() } }, words.share),
      h("button", { type: "button", on: { click: () => void actions.download() } }, words.download),
    ),
    h(
      "div",
      { class: "looks" },
      themeMenu(app),
      languageMenu(app),
      h(
        "button",
        {
          type: "button",
          class: "help",
          "aria-label": words.shortcuts,
          title: words.shortcuts,
          on: { click: () => actions.showShortcuts() },
        },
        "?",
      ),
    ),
  );
}

/** A list to choose from that says what it is for, and goes back to saying it when what was chosen is there. */
function examplesMenu({ words, actions }: App): HTMLSelectElement {
  const option = (id: string): HTMLElement => h("option", { value: id }, words.examples[id] ?? id);
  const group = (label: string, kind: keyof typeof EXAMPLE_NAMES): HTMLElement =>
    h("optgroup", { label }, ...EXAMPLE_NAMES[kind].map(option));
  const menu = h(
    "select",
    { "aria-label": words.examplesLabel, class: "menu" },
    h("option", { value: "", selected: true }, words.examplesChoose),
    group(words.examplesBasics, "basics"),
    group(words.examplesTriggers, "triggers"),
  );
  menu.addEventListener("change", async () => {
    await actions.openExample(menu.value);
    menu.value = "";
  });
  return menu;
}

function openButton({ words, actions }: App): HTMLElement {
  const picker = h("input", { type: "file", multiple: true, hidden: true, "aria-label": words.open });
  picker.addEventListener("change", () => {
    void actions.openFiles([...(picker.files ?? [])]);
    picker.value = "";
  });
  const button = h(
    "button",
    { type: "button", title: words.openTip, on: { click: () => picker.click() } },
    words.open,
  );
  return h("span", { class: "opener" }, button, picker);
}

function themeMenu(app: App): HTMLSelectElement {
  const { words, store } = app;
  const themes: readonly (readonly [Theme, string])[] = [
    ["system", words.themeSystem],
    ["light", words.themeLight],
    ["dark", words.themeDark],
  ];
  const menu = choice(words.theme, themes, (theme) => store.update((state) => ({ ...state, theme })));
  store.watch(
    ({ theme }) => theme,
    (theme) => {
      menu.value = theme;
    },
  );
  return menu;
}

function languageMenu({ words, store }: App): HTMLSelectElement {
  const languages: readonly (readonly [Language, string])[] = [
    ["en", "English"],
    ["ru", "Русский"],
  ];
  const menu = choice(words.language, languages, (language) =>
    store.update((state) => ({ ...state, language })),
  );
  menu.id = "language";
  menu.value = store.get().language;
  return menu;
}

function choice<Id extends string>(
  label: string,
  options: readonly (readonly [Id, string])[],
  onChoose: (id: Id) => void,
): HTMLSelectElement {
  const menu = h(
    "select",
    { "aria-label": label, title: label },
    ...options.map(([id, text]) => h("option", { value: id }, text)),
  );
  menu.addEventListener("change", () => onChoose(menu.value as Id));
  return menu;
}
