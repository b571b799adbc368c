import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { EXAMPLES, exampleProject } from "../../../browser-demo/examples/index.ts";
import { EXAMPLE_NAMES } from "../../../browser-demo/examples/names.ts";
import { eventOf } from "../../../browser-demo/state/event.ts";

const folder = fileURLToPath(new URL("../../../examples/", import.meta.url));

test("the menu has every example of the repository, with all its files", () => {
  const inMenu = EXAMPLES.flatMap(({ id, kind, files }) =>
    Object.keys(files).map((path) => (kind === "triggers" ? `triggers/${path}` : `${id}/${path}`)),
  );
  const onDisk = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => /\.(py|json)$/.test(path) && !path.includes("__pycache__"));
  expect(inMenu.sort()).toEqual(onDisk.sort());
});

test("the menu names the examples that there are, in their order", () => {
  const named = (kind: string): string[] =>
    EXAMPLES.filter((example) => example.kind === kind).map(({ id }) => id);
  expect({ basics: named("basics"), triggers: named("triggers") }).toEqual(EXAMPLE_NAMES);
});

test.each(EXAMPLES.map((example) => [example.id, example] as const))(
  "%s opens with its entry file, and its call has an event",
  (_, example) => {
    const { openFile, files, entrypoint } = exampleProject(example);
    expect(`${entrypoint.split(".")[0]}.py`).toBe(openFile);
    expect(String(files[openFile])).toContain("def handler(event, context):");
    expect(() => JSON.parse(eventOf(example.makeRequest()))).not.toThrow();
  },
);

test("the texts are those of the files", () => {
  const [hello] = EXAMPLES;
  expect(hello?.files["main.py"]).toBe(readFileSync(`${folder}hello/main.py`, "utf8"));
});
