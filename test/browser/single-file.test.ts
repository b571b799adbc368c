import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launch } from "./chromium.mjs";
import { ENDLESS, HELLO, visit } from "./visitor.ts";

let browser: Browser;
let context: BrowserContext;
let folder: string;

// A folder of its own, as on a memory stick: nothing lies beside it.
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pythonless stick-"));
  await cp(
    fileURLToPath(new URL("../../dist/demo/offline.html", import.meta.url)),
    join(folder, "offline.html"),
  );
  browser = await launch();
  context = await browser.newContext({ offline: true });
});
afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

test("one file, opened from a disk with no network, runs a function, stops a loop, and runs again", async () => {
  const url = pathToFileURL(join(folder, "offline.html")).href;
  const visitor = await visit(context, url);
  await visitor.page.goto(url);
  await visitor.state("ready");
  expect(await visitor.run(HELLO)).toContain("Hello from Python");
  expect(await visitor.run(ENDLESS)).toContain("Execution timeout exceeded");
  expect(await visitor.run(HELLO)).toContain("Hello from Python");
  await visitor.page.getByText("No shared memory here").waitFor();
  await visitor.page.getByRole("button", { name: "Format" }).click();
  await visitor.page.getByText("Format needs ruff, which this single file leaves out").waitFor();
  expect(visitor.complaints).toEqual([]);
});
