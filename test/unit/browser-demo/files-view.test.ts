// @vitest-environment happy-dom
import { describe, expect, test } from "vitest";
import { projectOf } from "../../../browser-demo/state/project.ts";
import { filesView } from "../../../browser-demo/views/files.ts";
import { settingsView } from "../../../browser-demo/views/settings.ts";
import { click, press, show, texts, type } from "./view-support.ts";

const project = projectOf({ "main.py": "def handler(event, context): ...", "lib/a.py": "" });
const files = () => show((app) => filesView(app, "panel"), { project });

describe("the tabs of files", () => {
  test("are those of the project, the open one selected and the only stop of the Tab key", () => {
    const { element } = files();
    expect(texts(element, '[role="tab"]')).toEqual(["main.py", "lib/a.py"]);
    expect(texts(element, '[aria-selected="true"]')).toEqual(["main.py"]);
    expect(texts(element, '[role="tab"][tabindex="0"]')).toEqual(["main.py"]);
  });

  test("open their file by a click, and by an arrow that goes round", () => {
    const { element, store } = files();
    press(element.querySelector('[role="tab"]'), "ArrowLeft");
    expect(store.get().project.openFile).toBe("lib/a.py");
    click(element, '[role="tab"]');
    expect(store.get().project.openFile).toBe("main.py");
  });

  test("ask for a name, refuse one that will not do, and take one that will", () => {
    const { element, store } = files();
    click(element, '[aria-label="New file"]');
    const form = () => element.querySelector("form") as HTMLFormElement;
    type(form().querySelector("input"), "lib");
    form().dispatchEvent(new Event("submit", { cancelable: true }));
    expect(form().textContent).toContain("There is a file of that name, or a folder in its way.");
    type(form().querySelector("input"), " helpers.py ");
    form().dispatchEvent(new Event("submit", { cancelable: true }));
    expect(form()).toBeNull();
    expect(store.get().project).toMatchObject({ openFile: "helpers.py", files: { "helpers.py": "" } });
  });

  test("are renamed with F2, and left alone after Escape", () => {
    const { element, store } = files();
    press(element.querySelector('[role="tab"]'), "F2");
    expect(element.querySelector<HTMLInputElement>("form input")?.value).toBe("main.py");
    press(element.querySelector("form"), "Escape");
    expect(element.querySelector("form")).toBeNull();
    expect(store.get().project).toBe(project);
  });

  test("can be deleted, all but the last", () => {
    const { element, store, actions } = files();
    click(element, '[aria-label="Delete file"]');
    expect(actions.deleteFile).toHaveBeenCalledOnce();
    store.update((state) => ({ ...state, project: projectOf({ "main.py": "" }) }));
    expect(element.querySelector<HTMLButtonElement>('[aria-label="Delete file"]')?.disabled).toBe(true);
  });
});

describe("the settings", () => {
  test("are written into the project, and nothing that is no time", () => {
    const { element, store } = show(settingsView, { project });
    const [entrypoint, timeout] = element.querySelectorAll(".field input");
    type(entrypoint, "lib.a.go");
    type(timeout, "1.5");
    expect(store.get().project).toMatchObject({ entrypoint: "lib.a.go", timeoutMs: 1_500 });
    type(timeout, "");
    expect(store.get().project.timeoutMs).toBe(1_500);
  });

  test("offer the memory that the project has, however unusual", () => {
    const { element } = show(settingsView, { project: { ...project, memoryMb: 640 } });
    expect(texts(element, "select option")).toContain("640 MB");
    expect(element.querySelector("select")?.value).toBe("640");
  });

  test("have rows of variables, an empty one always at the end, which is not counted", () => {
    const { element, store } = show(settingsView, { project });
    const inputs = () => [...element.querySelectorAll(".pairs input")];
    type(inputs()[0], "KEY");
    type(inputs()[1], "value");
    expect(store.get().project.environment).toEqual([["KEY", "value"]]);
    expect(inputs()).toHaveLength(4);
    expect(element.querySelector(".count")?.textContent).toBe("1");
    click(element, ".pairs button");
    expect(store.get().project.environment).toEqual([]);
    expect(inputs()).toHaveLength(2);
  });
});
