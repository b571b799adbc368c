import { stat } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Site, servePage } from "../../browser-demo/serve.mjs";
import { connect } from "./shared-chromium.ts";
import { visit } from "./visitor.ts";

/** With the library's engine, which is one file and comes while the worker starts: 25 kB of them. */
const PAGE_BYTES = 245_000;
const SINGLE_FILE_BYTES = 20_000_000;
/** They hold an interpreter and a formatter. */
const APART = /\/(worker\.js|ruff[^/]*)$/;

let site: Site;
let browser: Browser;

beforeAll(async () => {
  site = await servePage(0);
  browser = await connect();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

test(`all JavaScript that is loaded before Run is pressed has at most ${PAGE_BYTES} bytes with gzip`, async () => {
  const context = await browser.newContext();
  const visitor = await visit(context, site.url);
  const scripts = new Set<string>();
  context.on("request", (request) => {
    const { pathname } = new URL(request.url());
    // The service worker fetches every file of the site, to keep it: whenever it starts, the page waits for none of them.
    if (request.serviceWorker() !== null) return;
    if (pathname.endsWith(".js") && !APART.test(pathname)) scripts.add(request.url());
  });
  await visitor.page.goto(site.url);
  await visitor.state("ready");
  // By then the service worker has fetched all it will.
  await visitor.page.waitForFunction(() => document.documentElement.dataset["offline"] === "kept");
  scripts.add(new URL("service-worker.js", site.url).href);
  const sizes = await Promise.all(
    [...scripts].map(async (url) => gzipSync(Buffer.from(await (await fetch(url)).arrayBuffer())).length),
  );
  // The page's, the site's, the library's and the service worker at least.
  expect(sizes.length).toBeGreaterThanOrEqual(4);
  expect(sizes.reduce((total, size) => total + size, 0)).toBeLessThanOrEqual(PAGE_BYTES);
});

test(`offline.html has at most ${SINGLE_FILE_BYTES} bytes`, async () => {
  const { size } = await stat(fileURLToPath(new URL("../../dist/demo/offline.html", import.meta.url)));
  expect(size).toBeLessThanOrEqual(SINGLE_FILE_BYTES);
});
