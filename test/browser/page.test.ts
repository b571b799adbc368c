import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { servePage } from "../../browser-demo/serve.mjs";
import { launch } from "./chromium.mjs";

let site: Awaited<ReturnType<typeof servePage>>;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  site = await servePage(0);
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});
beforeEach(async () => {
  await page?.close();
  page = await browser.newPage();
  complaints.length = 0;
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => {
    if (!request.url().startsWith(site.url) && !request.url().startsWith("data:"))
      complaints.push(request.url());
  });
  await page.goto(site.url);
  await state("ready");
});

describe("the page", () => {
  test("runs the function and shows response and log, with no complaint and no request elsewhere", async () => {
    await page.getByRole("button", { name: "Run" }).click();
    await state("ready");
    expect(await text("Response")).toContain("Hello, Ada! This is Python 3.14");
    expect(await text("Logs")).toMatch(/START RequestID[\s\S]*called with POST[\s\S]*REPORT RequestID/);
    expect(complaints).toEqual([]);
  });

  test("runs changed code with Ctrl+Enter, and shows its traceback", async () => {
    await page.getByLabel("Code").fill("def handler(event, context):\n    raise KeyError('lyrics')");
    await page.keyboard.press("Control+Enter");
    await page.waitForFunction(() => document.querySelector("#logs")?.textContent?.includes("REPORT"));
    expect(await text("Response")).toContain('"errorType": "KeyError"');
    expect(await text("Logs")).toContain("KeyError: 'lyrics'");
  });

  test("stops a loop without end at its timeout, and runs again", async () => {
    const code = page.getByLabel("Code");
    await code.fill("def handler(event, context):\n    while True: pass");
    await page.getByRole("button", { name: "Run" }).click();
    await state("ready");
    expect(await text("Response")).toContain("Execution timeout exceeded");
    await code.fill("def handler(event, context): return {'body': 'again'}");
    await page.getByRole("button", { name: "Run" }).click();
    await state("ready");
    expect(await text("Response")).toContain("again");
  });

  test("fits a phone", async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
});

async function state(wanted: string): Promise<void> {
  await page.waitForFunction((wanted) => document.documentElement.dataset["state"] === wanted, wanted, {
    timeout: 60_000,
  });
}

function text(region: string): Promise<string> {
  return page.getByRole("region", { name: region }).textContent() as Promise<string>;
}
