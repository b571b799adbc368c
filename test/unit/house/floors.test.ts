import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { complaintsAbout, edgesBelow, PAGE_FLOORS } from "./floors.ts";
import { root, sourceFiles } from "./sources.ts";

test("no import in src goes up, be it of a value or of a type", () => {
  const edges = edgesBelow(root, sourceFiles());
  expect(edges.length).toBeGreaterThan(400);
  expect(complaintsAbout(edges)).toEqual([]);
});

test("no import in the playground goes up, and it knows the package by its public name only", () => {
  const edges = edgesBelow(root, sourceFiles(root, "browser-demo"), "browser-demo");
  expect(edges.length).toBeGreaterThan(100);
  expect(complaintsAbout(edges, PAGE_FLOORS)).toEqual([]);
  const texts = sourceFiles(root, "browser-demo").map((file) =>
    readFileSync(join(root, "browser-demo", file), "utf8"),
  );
  expect(texts.filter((text) => /from "[./]*\/src\//.test(text))).toEqual([]);
});

test("an import that goes up is found, a package and a way down are none", () => {
  const house = build({
    "package.json": '{ "type": "module" }',
    "src/errors.ts": 'export * from "./instance/pool.ts";',
    "src/instance/pool.ts": 'import "node:fs"; import "comlink"; export const pool = 1;',
    "src/index.ts": 'import "./instance/pool.ts";',
    "src/cli/main.ts": 'export * from "../index.ts"; export * from "./other.ts";',
    "src/cli/other.ts": "export const other = 1;",
  });
  expect(complaintsAbout(edgesBelow(house, sourceFiles(house)))).toEqual([
    "errors.ts may not import instance/pool.ts",
  ]);
});

test.each([
  ["a type", 'import type { Pool } from "../instance/pool.ts"; export type { Pool };'],
  ["a type among values", 'import { type Pool } from "../instance/pool.ts"; export type { Pool };'],
  ["a type by its path", 'export type Pool = import("../instance/pool.ts").Pool;'],
  ["a module that is loaded later", 'export const load = () => import("../instance/pool.ts");'],
])("an import of %s goes up like any other", (_, code) => {
  const house = build({
    "package.json": "{}",
    "src/wire/protocol.ts": code,
    "src/instance/pool.ts": "export interface Pool {}",
  });
  expect(complaintsAbout(edgesBelow(house, sourceFiles(house)))).toEqual([
    "wire/protocol.ts may not import instance/pool.ts",
  ]);
});

test("every side of a platform condition is seen", () => {
  const house = build({
    "package.json": JSON.stringify({
      imports: { "#platform": { node: "./src/platform/node.ts", default: "./src/platform/web.ts" } },
    }),
    "src/json/encode.ts": 'export * from "#platform";',
    "src/platform/node.ts": "export const platform = 1;",
    "src/platform/web.ts": "export const platform = 2;",
  });
  expect(complaintsAbout(edgesBelow(house, sourceFiles(house)))).toEqual([
    "json/encode.ts may not import platform/node.ts",
    "json/encode.ts may not import platform/web.ts",
  ]);
});

test.each([
  ["platform and worker never meet", "platform/node/platform.ts", "worker/session.ts"],
  ["rooms of one floor are strangers", "logs/report.ts", "http/request/body.ts"],
  ["the library does not know the command line", "index.ts", "cli/main.ts"],
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
