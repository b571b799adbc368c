import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { PARTS, pages, withGeneratedParts } from "../../../docs/generate.mjs";
import { root } from "../sources.ts";

const read = (path: string) => readFileSync(join(root, path), "utf8");

test.each(pages())("%s has its generated parts as node test/docs/generate.mjs writes them", async (path) => {
  expect(read(path)).toBe(await withGeneratedParts(read(path)));
});

test("every part is in a page", () => {
  const text = pages().map(read).join("\n");
  const missing = Object.keys(PARTS).filter((name) => !text.includes(`<!-- generated: ${name} -->`));
  expect(missing).toEqual([]);
});

test("a part that was changed by hand is written anew, and one without an end is refused", async () => {
  const page = read("docs/errors.md");
  const changed = page.replace(/^\| `HANDLER_RAISED` .*\n/m, "");
  expect(changed).not.toBe(page);
  expect(await withGeneratedParts(changed)).toBe(page);
  await expect(withGeneratedParts("<!-- generated: commands -->\n")).rejects.toThrow(
    "expected <!-- end: commands -->",
  );
});

test("the README is read in a minute", () => {
  expect(read("README.md").split("\n").length).toBeLessThanOrEqual(150);
});
