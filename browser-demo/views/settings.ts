import type { Project } from "../state/project.ts";
import type { App } from "./app.ts";
import { h, makeId } from "./dom.ts";
import { pairsView } from "./pairs.ts";

const MEMORIES_MB = [128, 256, 512, 1024, 2048, 4096];

/** What the version of a function is given beside its code. */
export function settingsView(app: App): HTMLElement {
  const { words, store } = app;
  const change = (changed: Partial<Project>): void =>
    store.update((state) => ({ ...state, project: { ...state.project, ...changed } }));
  const entrypoint = field(
    app,
    ({ entrypoint }) => entrypoint,
    (entrypoint) => change({ entrypoint }),
  );
  entrypoint.classList.add("mono");
  const timeout = field(
    app,
    ({ timeoutMs }) => String(timeoutMs / 1000),
    (seconds) => Number(seconds) > 0 && change({ timeoutMs: Math.round(Number(seconds) * 1000) }),
  );
  for (const [name, value] of [
    ["type", "number"],
    ["min", "1"],
    ["max", "3600"],
  ] as const) {
    timeout.setAttribute(name, value);
  }
  const count = h("span", { class: "count" });
  store.watch(
    ({ project }) => project.environment.length,
    (length) => {
      count.textContent = length === 0 ? "" : String(length);
    },
  );
  const environment = pairsView(
    app,
    { label: words.environment, name: words.variable, value: words.value, remove: words.removeRow },
    ({ project }) => project.environment,
    (environment) => change({ environment }),
  );
  return h(
    "div",
    { class: "settings" },
    h(
      "div",
      { class: "fields" },
      labelled(words.entrypoint, entrypoint),
      labelled(words.timeoutSeconds, timeout),
      labelled(
        words.memory,
        memoryMenu(app, (memoryMb) => change({ memoryMb })),
      ),
    ),
    h("details", {}, h("summary", {}, words.environment, " ", count), environment),
  );
}

function labelled(text: string, control: HTMLElement): HTMLElement {
  control.id = makeId("field");
  return h("div", { class: "field" }, h("label", { for: control.id }, text), control);
}

function field(
  app: App,
  read: (project: Project) => string,
  write: (text: string) => void,
): HTMLInputElement {
  const input = h("input", { type: "text", spellcheck: "false", autocomplete: "off" });
  input.addEventListener("input", () => write(input.value.trim()));
  app.store.watch(
    ({ project }) => read(project),
    (text) => {
      if (document.activeElement !== input) input.value = text;
    },
  );
  return input;
}

function memoryMenu({ store }: App, onChoose: (memoryMb: number) => void): HTMLSelectElement {
  const menu = h("select", {});
  menu.addEventListener("change", () => onChoose(Number(menu.value)));
  store.watch(
    ({ project }) => project.memoryMb,
    (memoryMb) => {
      const sizes = [...new Set([...MEMORIES_MB, memoryMb])].sort((left, right) => left - right);
      menu.replaceChildren(...sizes.map((size) => h("option", { value: size }, `${size} MB`)));
      menu.value = String(memoryMb);
    },
  );
  return menu;
}
