import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { connect } from "./shared-chromium.ts";
import { ENDLESS, HELLO, type Visitor, visit } from "./visitor.ts";

let browser: Browser;
let folder: string;
let url: string;

// A folder of its own, as on a memory stick: nothing lies beside it.
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pythonless stick-"));
  await cp(
    fileURLToPath(new URL("../../dist/demo/offline.html", import.meta.url)),
    join(folder, "offline.html"),
  );
  url = pathToFileURL(join(folder, "offline.html")).href;
  browser = await connect();
});
afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

test("one file, opened from a disk with no network, runs a function, stops a loop, and runs again", async () => {
  const visitor = await open();
  expect(await visitor.run(HELLO)).toContain("Hello from Python");
  expect(await visitor.run(ENDLESS)).toContain("Execution timeout exceeded");
  expect(await visitor.run(HELLO)).toContain("Hello from Python");
  await visitor.page.getByText("No shared memory here").waitFor();
  expect(visitor.complaints).toEqual([]);
});

test.each([
  ["en-US", "Code", "Format", "Format needs ruff, which this single file leaves out"],
  ["ru-RU", "Код", "Форматировать", "Для форматирования нужен ruff, которого в этом файле нет"],
])(
  "Format says to who reads %s that ruff is not in this file, and leaves the code",
  async (locale, code, format, words) => {
    const visitor = await open(locale);
    const before = await visitor.page.getByRole("textbox", { name: code }).textContent();
    await visitor.page.getByRole("button", { name: format }).click();
    await visitor.page.getByText(words).waitFor();
    expect(await visitor.page.getByRole("textbox", { name: code }).textContent()).toBe(before);
    expect(visitor.complaints).toEqual([]);
  },
);

async function open(locale = "en-US"): Promise<Visitor> {
  const context = await browser.newContext({ offline: true, locale });
  onTestFinished(() => context.close());
  const visitor = await visit(context, url);
  await visitor.page.goto(url);
  await visitor.state("ready");
  return visitor;
}
