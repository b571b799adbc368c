import { cp, mkdtemp, rm, stat, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Site, serveFolder } from "../../browser-demo/serve.mjs";
import { connect } from "./shared-chromium.ts";

const dist = fileURLToPath(new URL("../../dist", import.meta.url));
let folder: string;
let site: Site;
let browser: Browser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pythonless-kept-"));
  for (const part of ["web", "assets"]) await cp(join(dist, part), join(folder, part), { recursive: true });
  site = await serveFolder(folder, 0);
  browser = await connect();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
  await rm(folder, { recursive: true, force: true });
});

test("what was fetched is kept unpacked, taken from there, and fetched anew when it is damaged or the server has another", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  expect(await start(page)).toEqual([]);
  await isKept(page, "pyodide.asm.wasm");
  await isKept(page, "python_stdlib.zip");
  await isKept(page, "snapshot.bin.gz", "snapshot.bin");

  for (const name of ["python_stdlib.zip", "snapshot.bin.gz"]) await tamper(page, name);
  expect(await start(page)).toEqual([]);
  await isKept(page, "snapshot.bin.gz", "snapshot.bin");

  await utimes(join(folder, "assets/snapshot.bin.gz"), new Date(), new Date());
  expect(await start(page)).toEqual([]);
  await isKept(page, "snapshot.bin.gz", "snapshot.bin");
  expect(await start(page)).toEqual([]);
  await context.close();
});

test("a page starts from a server that says of a .gz that it is packed on the way only, and keeps the same", async () => {
  const encoding = await serveFolder(folder, 0, { isEncoded: true });
  const context = await browser.newContext();
  const page = await context.newPage();
  const head = await fetch(new URL("assets/snapshot.bin.gz", encoding.url), { method: "HEAD" });
  expect(head.headers.get("Content-Encoding")).toBe("gzip");
  expect(await start(page, encoding)).toEqual([]);
  await isKept(page, "snapshot.bin.gz", "snapshot.bin");
  expect(await start(page, encoding)).toEqual([]);
  await context.close();
  await encoding.close();
});

test("a page starts where nothing can be kept", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, "caches"));
  expect(await start(page)).toEqual([]);
  await context.close();
});

/** Starts an interpreter in a new document, and gives its warnings. */
async function start(page: Page, from = site): Promise<string[]> {
  await page.goto(new URL("blank", from.url).href);
  return page.evaluate(`(async () => {
    const { createFunction } = await import("/web/index.js");
    const warnings = [];
    const fn = createFunction({
      source: { "main.py": "def handler(event, context):\\n    return event" },
      entrypoint: "main.handler",
      onLog: ({ source, level, message }) => source === "system" && level === "WARN" && warnings.push(message),
    });
    await fn.invoke("Ada");
    await fn.close();
    return warnings;
  })()`);
}

/** Waits until it is kept, as long as it is when unpacked. */
async function isKept(page: Page, name: string, unpacked = name): Promise<void> {
  const { size } = await stat(join(dist, "assets", unpacked));
  await expect.poll(() => keptBytes(page, name)).toBe(size);
}

/** Zero when it is not kept. */
function keptBytes(page: Page, name: string): Promise<number> {
  return page.evaluate(async (name) => {
    const kept = await (await caches.open("pythonless-interpreter")).match(`/assets/${name}`);
    return kept ? (await kept.arrayBuffer()).byteLength : 0;
  }, name);
}

/** Changes one byte in the middle. */
function tamper(page: Page, name: string): Promise<void> {
  return page.evaluate(async (name) => {
    const cache = await caches.open("pythonless-interpreter");
    const kept = (await cache.match(`/assets/${name}`)) as Response;
    const bytes = new Uint8Array(await kept.arrayBuffer());
    const middle = bytes.length >> 1;
    bytes[middle] = ~(bytes[middle] as number);
    await cache.put(`/assets/${name}`, new Response(bytes, { headers: kept.headers }));
  }, name);
}
