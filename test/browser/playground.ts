import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished } from "vitest";
import { servePage } from "../../browser-demo/serve.mjs";
import { launch } from "./chromium.mjs";

/** The page in a browser, for tests that use it as people do. */
export interface Playground {
  readonly page: Page;
  /** Errors on the console, errors of the page, requests to other origins. */
  readonly complaints: string[];
  readonly code: Locator;
  region(name: string): Locator;
  state(wanted: "loading" | "ready" | "running" | "failed"): Promise<void>;
  /** Presses Run and waits for the end of the call. */
  run(): Promise<void>;
}

/** One browser and one server for the file; each call opens a page of a visitor who was never here. */
export function usePlayground(): (
  options?: BrowserContextOptions & { hash?: string },
) => Promise<Playground> {
  let site: Awaited<ReturnType<typeof servePage>>;
  let browser: Browser;
  beforeAll(async () => {
    site = await servePage(0);
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });
  return async ({ hash = "", ...options } = {}) => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
    onTestFinished(() => context.close());
    const page = await context.newPage();
    const complaints = complaintsOf(page, site.url);
    await page.goto(site.url + hash);
    const playground = playgroundOn(page, complaints);
    await playground.state("ready");
    return playground;
  };
}

function complaintsOf(page: Page, origin: string): string[] {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !/^(data|blob):/.test(url)) complaints.push(url);
  });
  return complaints;
}

function playgroundOn(page: Page, complaints: string[]): Playground {
  const state = async (wanted: string): Promise<void> => {
    await page.waitForFunction((wanted) => document.documentElement.dataset["state"] === wanted, wanted, {
      timeout: 60_000,
    });
  };
  return {
    page,
    complaints,
    code: page.getByRole("textbox", { name: "Code" }),
    region: (name) => page.getByRole("region", { name, exact: true }),
    state,
    async run() {
      const row = page.getByRole("region", { name: "History" }).locator(".call-row");
      const before = await row.count();
      await page.getByRole("button", { name: "Run", exact: true }).click();
      await expect.poll(() => row.count(), { timeout: 60_000 }).toBe(before + 1);
      await state("ready");
    },
  };
}
