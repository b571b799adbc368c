import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { complaintsAbout, edgesBelow, PAGE_FLOORS } from "./floors.ts";
import { root, sourceFiles } from "./sources.ts";

test("no import in src goes up", async () => {
  const edges = await edgesBelow(root, sourceFiles());
  expect(edges.length).toBeGreaterThan(20);
  expect(complaintsAbout(edges)).toEqual([]);
  // It bundles all there is, twice.
}, 60_000);

test("no import in the playground goes up, and it knows the package by its public name only", async () => {
  const edges = await edgesBelow(root, sourceFiles(root, "browser-demo"), "browser-demo");
  expect(edges.length).toBeGreaterThan(100);
  expect(complaintsAbout(edges, PAGE_FLOORS)).toEqual([]);
  const texts = sourceFiles(root, "browser-demo").map((file) =>
    readFileSync(join(root, "browser-demo", file), "utf8"),
  );
  expect(texts.filter((text) => /from "[./]*\/src\//.test(text))).toEqual([]);
});

test("an import that goes up is found, a type, a package and a way down are none", async () => {
  const house = build({
    "package.json": '{ "type": "module" }',
    "src/errors.ts": 'export * from "./host/call.ts";',
    "src/host/call.ts": 'import "node:fs"; import "comlink"; export const call = 1;',
    "src/index.ts": 'import "./host/call.ts"; import type { Own } from "./cli/main.ts"; export type { Own };',
    "src/cli/main.ts": 'export type Own = 1; export * from "../index.ts"; export * from "./other.ts";',
    "src/cli/other.ts": "export const other = 1;",
  });
  const edges = await edgesBelow(house, sourceFiles(house));
  expect(complaintsAbout(edges)).toEqual(["errors.ts may not import host/call.ts"]);
});

test("both sides of a platform condition are seen", async () => {
  const house = build({
    "package.json": JSON.stringify({
      type: "module",
      imports: { "#host": { node: "./src/host/node.ts", default: "./src/host/web.ts" } },
    }),
    "src/json.ts": 'export * from "#host";',
    "src/host/node.ts": "export const host = 1;",
    "src/host/web.ts": "export const host = 2;",
  });
  expect(complaintsAbout(await edgesBelow(house, sourceFiles(house)))).toEqual([
    "json.ts may not import host/node.ts",
    "json.ts may not import host/web.ts",
  ]);
});

test.each([
  ["the two cellars never meet", "host/node.ts", "worker/session.ts"],
  ["files of one floor are strangers at the root", "protocol.ts", "errors.ts"],
  ["the door does not know the command line", "index.ts", "cli/main.ts"],
  ["leaves do not know each other", "plugin/vite.ts", "node/serve.ts"],
  ["the command line knows the server, the server not the command line", "node/serve.ts", "cli/serve.ts"],
])("%s", (_, from, to) => {
  expect(complaintsAbout([{ from, to }])).toEqual([`${from} may not import ${to}`]);
});

test("the command line may import the server", () => {
  expect(complaintsAbout([{ from: "cli/serve.ts", to: "node/serve.ts" }])).toEqual([]);
});

test("a file without a floor is named", () => {
  expect(complaintsAbout([{ from: "index.ts", to: "attic/box.ts" }])).toEqual([
    "attic/box.ts has no floor: give it one in floors.ts",
  ]);
});

/** A house of these files, gone when the test ends. */
function build(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "pythonless-house-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}
