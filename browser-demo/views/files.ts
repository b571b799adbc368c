import { fileNames, nameProblem, withFile, withNewName } from "../state/project.ts";
import type { App } from "./app.ts";
import { h, iconButton, makeId } from "./dom.ts";
import { moveFocus } from "./tabs.ts";

/** The files as tabs, and what can be done with them: add one, rename or delete the open one. */
export function filesView(app: App, panelId: string): HTMLElement {
  const { words, store } = app;
  const tabs = h("div", { role: "tablist", class: "tabs files", "aria-label": words.files });
  const form = h("div", { class: "name-form" });
  tabs.addEventListener("keydown", (event) => {
    moveFocus(event, [...tabs.children] as HTMLElement[]);
    if (event.key === "F2") rename();
  });
  tabs.addEventListener("dblclick", () => rename());
  const rename = (): void => {
    const { openFile } = store.get().project;
    askName(app, form, openFile, (name) =>
      store.update((state) => ({ ...state, project: withNewName(state.project, openFile, name) })),
    );
  };
  const add = (): void =>
    askName(app, form, undefined, (name) => {
      store.update((state) => ({ ...state, project: withFile(state.project, name) }));
      app.desk.focus();
    });
  const remove = iconButton("remove", words.deleteFile, () => app.actions.deleteFile());
  store.watch(
    ({ project }) => project.openFile + fileNames(project.files).join("\n"),
    () => {
      const { files, openFile } = store.get().project;
      const names = fileNames(files);
      const hadFocus = tabs.contains(document.activeElement);
      tabs.replaceChildren(...names.map((name) => fileTab(app, name, panelId)));
      if (hadFocus) (tabs.querySelector('[aria-selected="true"]') as HTMLElement | null)?.focus();
      remove.disabled = names.length < 2;
      document.getElementById(panelId)?.setAttribute("aria-label", openFile);
      tabs.querySelector('[aria-selected="true"]')?.scrollIntoView?.({ block: "nearest", inline: "nearest" });
    },
  );
  const buttons = h(
    "div",
    { class: "file-actions" },
    iconButton("add", words.newFile, add),
    iconButton("rename", words.renameFile, rename),
    remove,
  );
  return h("div", { class: "file-bar" }, h("div", { class: "panel-head" }, tabs, buttons), form);
}

function fileTab({ store }: App, name: string, panelId: string): HTMLElement {
  const isOpen = store.get().project.openFile === name;
  return h(
    "button",
    {
      type: "button",
      role: "tab",
      "aria-selected": String(isOpen),
      "aria-controls": panelId,
      tabindex: isOpen ? 0 : -1,
      on: {
        click: () => store.update((state) => ({ ...state, project: { ...state.project, openFile: name } })),
      },
    },
    name,
  );
}

/** A small form in place of a dialog. It closes with Escape, and says why a name will not do. */
function askName(
  app: App,
  place: HTMLElement,
  own: string | undefined,
  onName: (name: string) => void,
): void {
  const { words, store } = app;
  const problemId = makeId("name-problem");
  const problem = h("p", { id: problemId, class: "problem", role: "alert" });
  const input = h("input", {
    type: "text",
    "aria-label": words.fileName,
    "aria-describedby": problemId,
    spellcheck: "false",
  });
  input.value = own ?? "";
  const close = (): void => place.replaceChildren();
  const form = h(
    "form",
    { on: { keydown: (event) => event.key === "Escape" && close() } },
    input,
    h("button", { type: "submit" }, own === undefined ? words.newFile : words.renameFile),
    h("button", { type: "button", class: "quiet", on: { click: close } }, words.cancel),
    problem,
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const name = input.value.trim();
    const wrong = nameProblem(store.get().project.files, name, own);
    if (wrong !== undefined) {
      problem.textContent = words.nameProblems[wrong];
      return;
    }
    close();
    if (name !== own) onName(name);
  });
  place.replaceChildren(form);
  input.focus();
  input.setSelectionRange(0, input.value.replace(/\.\w+$/, "").length);
}
