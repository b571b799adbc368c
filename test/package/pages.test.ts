import { cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { build as esbuild } from "esbuild";
import { build as vite } from "vite";
import { expect, inject, test } from "vitest";
import { serveFolder } from "../../browser-demo/serve.mjs";
import { launch } from "../browser/chromium.mjs";

const app = inject("app");

test("a page built by Vite takes worker and interpreter along", async () => {
  const root = join(app, "vite-page");
  await vite({ root, logLevel: "error", configFile: false });
  expect(await answerOf(join(root, "dist"))).toEqual({ value: "hello", warnings: [] });
});

test("a page built by esbuild finds its copies by assetsUrl", async () => {
  const root = join(app, "esbuild-page");
  const out = join(root, "dist");
  await esbuild({
    entryPoints: [join(root, "main.js")],
    outdir: out,
    bundle: true,
    format: "esm",
    splitting: true,
    minify: true,
    logLevel: "error",
  });
  const installed = join(app, "node_modules/pythonless/dist");
  mkdirSync(out, { recursive: true });
  cpSync(join(root, "index.html"), join(out, "index.html"));
  cpSync(join(installed, "web/worker.js"), join(out, "worker.js"));
  cpSync(join(installed, "assets"), join(out, "interpreter"), { recursive: true });
  expect(await answerOf(out)).toEqual({ value: "hello", warnings: [] });
});

async function answerOf(folder: string): Promise<unknown> {
  const site = await serveFolder(folder, 0);
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.goto(site.url);
    await page.waitForFunction(() => document.querySelector("#answer")?.textContent !== "", undefined, {
      timeout: 60_000,
    });
    return JSON.parse((await page.locator("#answer").textContent()) ?? "");
  } finally {
    await browser.close();
    await site.close();
  }
}
