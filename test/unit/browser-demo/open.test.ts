import { zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { openExample, openFiles, type PathFile } from "../../../browser-demo/actions/open.ts";
import { EXAMPLES, exampleProject } from "../../../browser-demo/examples/index.ts";
import { DICTIONARIES } from "../../../browser-demo/i18n/index.ts";
import { projectOf, withText } from "../../../browser-demo/state/project.ts";
import { initialState, type State } from "../../../browser-demo/state/state.ts";
import { createStore } from "../../../browser-demo/state/store.ts";

const [hello] = EXAMPLES;
const untouched = hello ? exampleProject(hello) : projectOf({});
const mine = withText(untouched, "main.py", "# mine");

function storeWith(project: State["project"]) {
  return createStore<State>({ ...initialState("en"), project });
}

const file = (name: string, content: string | Uint8Array, path?: string): PathFile => ({
  name,
  ...(path !== undefined && { path }),
  arrayBuffer: async () =>
    new Uint8Array(typeof content === "string" ? new TextEncoder().encode(content) : content).buffer,
});

describe("an example", () => {
  test("takes the place of what was written, with a way back", async () => {
    const store = storeWith(mine);
    await openExample(store, "sqlite");
    expect(store.get().project.files["main.py"]).toContain("import sqlite3");
    expect(store.get().request.isRaw).toBe(true);
    store.get().notice?.action?.run();
    expect(store.get().project).toBe(mine);
  });

  test("takes the place of another one without a word", async () => {
    const store = storeWith(untouched);
    await openExample(store, "sqlite");
    expect(store.get().notice).toBeUndefined();
  });

  test("that is not there changes nothing", async () => {
    const store = storeWith(mine);
    await openExample(store, "");
    expect(store.get().project).toBe(mine);
  });
});

describe("files that are opened", () => {
  test("keep the settings beside them, and find their entry point", async () => {
    const store = storeWith({ ...mine, environment: [["KEY", "value"]], memoryMb: 512 });
    await openFiles(store, [file("index.py", "async def handler(event, context): ...", "shop/index.py")]);
    expect(store.get().project).toMatchObject({
      entrypoint: "index.handler",
      environment: [["KEY", "value"]],
      memoryMb: 512,
    });
    expect(store.get().notice?.text(DICTIONARIES.en)).toBe("Opened “shop”.");
  });

  test.each<[string, PathFile, string]>([
    ["an archive that is none", file("a.zip", "text"), "invalid zip data"],
    [
      "an archive with nothing in it",
      file("a.zip", zipSync({ "__pycache__/a.pyc": new Uint8Array(1) })),
      "there are no files in it",
    ],
  ])("are refused for %s, and nothing is lost", async (_, opened, reason) => {
    const store = storeWith(mine);
    await openFiles(store, [opened]);
    expect(store.get().project).toBe(mine);
    expect(store.get().notice?.text(DICTIONARIES.en)).toBe(`It could not be opened: ${reason}`);
  });
});
