import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished } from "vitest";
import { type Site, servePage } from "../../browser-demo/serve.mjs";
import { connect } from "./shared-chromium.ts";
import { type Visitor, visit } from "./visitor.ts";

/** The page in a browser, for tests that use it as people do. */
export interface Playground {
  readonly page: Page;
  /** Errors on the console, violations of the policy, requests to another origin. */
  readonly complaints: readonly string[];
  readonly code: Locator;
  region(name: string): Locator;
  state: Visitor["state"];
  /** Chooses it in the menu, and waits until it is there. */
  openExample(id: string): Promise<void>;
  /** Presses Run and waits for the end of the call. */
  run(): Promise<void>;
}

export interface Visit extends BrowserContextOptions {
  readonly hash?: string;
  /** Python will not start. */
  readonly isFailing?: boolean;
  /** Without it the page does not fetch the whole site once more, to work offline: see offline.test.ts. */
  readonly hasServiceWorker?: boolean;
  /** What is done to the page before it is opened. */
  readonly prepare?: (page: Page) => Promise<unknown>;
}

/** One browser and one server for the file; each call opens a page for a visitor who was never here. */
export function usePlayground(): (options?: Visit) => Promise<Playground> {
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
  return async ({ hash = "", prepare, isFailing = false, hasServiceWorker = false, ...options } = {}) => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
    onTestFinished(() => context.close());
    const { page, complaints, state } = await visit(context, site.url);
    if (!hasServiceWorker) {
      await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, "serviceWorker"));
    }
    await prepare?.(page);
    await page.goto(site.url + hash);
    await state(isFailing ? "failed" : "ready");
    return {
      page,
      complaints,
      state,
      code: page.getByRole("textbox", { name: "Code" }),
      region: (name) => page.getByRole("region", { name, exact: true }),
      openExample: (id) => openExample(page, id),
      run: () => run(page, state),
    };
  };
}

async function run(page: Page, state: Playground["state"]): Promise<void> {
  const rows = page.locator(".call-row");
  const before = await rows.count();
  await page.locator(".call .primary").click();
  await expect.poll(() => rows.count(), { timeout: 60_000 }).toBe(before + 1);
  await state("ready");
}

async function openExample(page: Page, id: string): Promise<void> {
  const menu = page.locator("header select").first();
  await menu.selectOption(id);
  await expect.poll(() => menu.inputValue()).toBe("");
}
