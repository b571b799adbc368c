import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "../sources.ts";
import { parsePage, readPage } from "./markdown.ts";

/** Not ours, or made by the build. */
const NOT_READ = new Set([".git", "node_modules", "dist"]);
const files = filesBelow("");
const folders = new Set(files.flatMap((path) => parentsOf(path)));
const pages = files.filter((path) => path.endsWith(".md"));
const sources = files.filter((path) => /\.(ts|mts|mjs|py|pyi)$/.test(path));

describe.each(pages)("%s", (path) => {
  test("links to files that exist, and to headings that they have", () => {
    expect(brokenLinks(path, readPage(path).links)).toEqual([]);
  });
});

// The changelog names files as they were.
test.each(pages.filter((path) => path !== "CHANGELOG.md"))(
  "%s names files and folders that exist",
  (path) => {
    const named = readPage(path).codeSpans.filter((code) => IN_ROOT.test(code) && !/[<*…]/.test(code));
    const missing = named.filter((name) => !files.includes(name) && !folders.has(name.replace(/\/$/, "")));
    expect(missing).toEqual([]);
  },
);

test("docs/architecture.md names every folder of src/", () => {
  const named = readPage("docs/architecture.md").codeSpans;
  const rooms = [...folders].filter((folder) => /^src\/[^/]+$/.test(folder));
  expect(rooms.filter((folder) => !named.includes(`${folder}/`))).toEqual([]);
});

test("README.ru.md has the links and the code blocks of README.md", () => {
  const [english, russian] = [readPage("README.md"), readPage("README.ru.md")];
  const shape = ({ links, blocks }: typeof english) => ({
    // Each links to the other, and to headings of its own.
    links: links.map((link) => link.replace(/^\.\/README.*|^#.*/, "")),
    languages: blocks.map(({ language }) => language),
  });
  expect(shape(russian)).toEqual(shape(english));
  expect(russian.anchors.size).toBe(english.anchors.size);
});

test("docs/README.md lists every page of docs/", () => {
  const listed = readPage("docs/README.md").links.map((link) => posix.join("docs", link));
  const unlisted = pages.filter((path) => /^docs\/(?!README)/.test(path) && !listed.includes(path));
  expect(unlisted).toEqual([]);
});

test("comments name files that exist", () => {
  expect(sources.flatMap((path) => missingPaths(path))).toEqual([]);
});

test("doc comments link to names that the file or its neighbours declare", () => {
  const declared = new Set(
    sources.flatMap((path) => [...read(path).matchAll(DECLARATION)].map(([, name]) => name)),
  );
  const broken = sources.flatMap((path) =>
    [...read(path).matchAll(/\{@link (?:import\("[^"]+"\)\.)?(\w+)/g)]
      .filter(([, name]) => !declared.has(name))
      .map(([link]) => `${path}: ${link}`),
  );
  expect(broken).toEqual([]);
});

test("a broken link is found: a missing file, a missing heading, a heading of another page", () => {
  const text =
    "[a](./nowhere.md) [b](#here) [c](#gone) [d](../README.md#gone) `[e](x)` [f](https://x.example/y)\n\n## Here\n";
  const { links, anchors } = parsePage(text);
  expect(brokenLinks("docs/new.md", links, anchors)).toEqual(["./nowhere.md", "#gone", "../README.md#gone"]);
});

test("a path in a comment that leads nowhere is found, a pattern is none", () => {
  // The names come in parts, for this file is searched too.
  const [src, tests] = ["src", "test"];
  const text = `/** See ${src}/nowhere.ts, ${src}/index.ts, ${tests}/unit/ and ${src}/<room>/. */\n// ${tests}/gone/\n`;
  expect(missingPaths("src/new.ts", text)).toEqual(["src/new.ts: src/nowhere.ts", "src/new.ts: test/gone"]);
});

const IN_ROOT = /^(src|test|docs|examples|browser-demo|wasm-bootstrap)\//;
const DECLARATION = /\b(?:interface|type|class|const|function)\s+(\w+)/g;

/** The links of a page that lead nowhere. Other sites are not asked. */
function brokenLinks(
  path: string,
  links: readonly string[],
  own = existsSync(join(root, path)) ? readPage(path).anchors : new Set<string>(),
) {
  return links.filter((link) => {
    if (/^[a-z]+:/.test(link)) return false;
    const [target = "", anchor] = link.split("#");
    const file = target === "" ? path : posix.normalize(posix.join(posix.dirname(path), target));
    if (file !== path && !files.includes(file) && !folders.has(file.replace(/\/$/, ""))) return true;
    if (anchor === undefined) return false;
    const anchors = file === path ? own : readPage(file).anchors;
    return !anchors.has(decodeURIComponent(anchor));
  });
}

/** Paths from the root, such as `test/run.mjs` or `src/http/`, in comments. A `…` or `<` says that it is a pattern. */
function missingPaths(path: string, text = read(path)): readonly string[] {
  const comments = commentsOf(text, /\.pyi?$/.test(path));
  const named = comments.matchAll(
    /(?<![\w/.@-])((?:src|test|docs|examples|browser-demo|wasm-bootstrap)\/[\w./-]*\w\/?)(?![\w<*…{$])/g,
  );
  return [...named]
    .map(([, name = ""]) => name.replace(/\/$/, ""))
    .filter((name) => !folders.has(name) && !files.includes(name))
    .map((name) => `${path}: ${name}`);
}

function commentsOf(text: string, isPython: boolean): string {
  const pattern = isPython ? /(?<=^|\s)#.*$/gm : /\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/ .*$/gm;
  return [...text.matchAll(pattern)].map(([comment]) => comment).join("\n");
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    if (NOT_READ.has(entry.name)) return [];
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

function parentsOf(path: string): readonly string[] {
  const parts = path.split("/").slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
}

function read(path: string): string {
  return readFileSync(join(root, path), "utf8");
}
