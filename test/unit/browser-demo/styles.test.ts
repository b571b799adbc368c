import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const demo = fileURLToPath(new URL("../../../browser-demo/", import.meta.url));
const texts = readdirSync(demo, { recursive: true, encoding: "utf8" })
  .filter((path) => /\.(css|ts)$/.test(path))
  .map((path) => readFileSync(demo + path, "utf8"));
const named = (pattern: RegExp): string[] => [
  ...new Set(texts.flatMap((text) => [...text.matchAll(pattern)].map(([, name]) => name as string))),
];

test("every variable that a style uses has a value, and every value is used", () => {
  const used = named(/var\((--[\w-]+)/g).sort();
  expect(used.length).toBeGreaterThan(25);
  expect(named(/^\s*(--[\w-]+):/gm).sort()).toEqual(used);
});
