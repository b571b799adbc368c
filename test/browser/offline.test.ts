import { createHash } from "node:crypto";
import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { type Site, serveFolder } from "../../browser-demo/serve.mjs";
import { launchWithProfile } from "./chromium.mjs";
import { connect } from "./shared-chromium.ts";
import { ENDLESS, HELLO, type Visitor, visit } from "./visitor.ts";

const built = fileURLToPath(new URL("../../dist/demo", import.meta.url));
/** Where nobody can set headers, and others have the root. */
const HOSTING = { isIsolated: false, below: "/some/path/" };

let browser: Browser;
let site: Site;
/** Of somebody who was never here. */
let context: BrowserContext;

beforeAll(async () => {
  browser = await connect();
  site = await serveFolder(built, 0, HOSTING);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});
beforeEach(async () => {
  context = await browser.newContext();
});
afterEach(() => context.close());

describe("the page on a host that sets no headers, below a path", () => {
  test("reloads once on the first visit, is isolated then, and stops a loop without losing its instance", async () => {
    const visitor = await visit(context, site.url);
    let loads = 0;
    visitor.page.on("request", (request) => {
      if (request.isNavigationRequest()) loads += 1;
    });
    await visitor.page.goto(site.url);
    // Whoever evaluates something in the page counts as a visitor who has begun.
    await expect.poll(() => loads, { timeout: 30_000 }).toBe(2);
    await kept(visitor);
    expect(loads).toBe(2);
    expect(await visitor.page.evaluate(() => crossOriginIsolated)).toBe(true);
    expect(await visitor.run(HELLO)).toContain("Hello from Python");
    expect(await visitor.run(ENDLESS)).toContain("Execution timeout exceeded");
    expect(visitor.complaints).toEqual([]);
  });

  test("does not reload under the hands of somebody who has begun", async () => {
    const visitor = await visit(context, site.url);
    await visitor.page.goto(site.url, { waitUntil: "commit" });
    await visitor.page.keyboard.press("Tab");
    await visitor.page.evaluate(() => Object.assign(globalThis, { sameDocument: true }));
    await kept(visitor);
    expect(await visitor.page.evaluate(() => "sameDocument" in globalThis)).toBe(true);
    expect(await visitor.page.evaluate(() => crossOriginIsolated)).toBe(false);
    expect(await visitor.page.getByRole("status").allTextContents()).toContainEqual(
      expect.stringContaining("No shared memory here"),
    );
    await visitor.page.reload();
    await visitor.state("ready");
    expect(await visitor.page.evaluate(() => crossOriginIsolated)).toBe(true);
  });

  test("starts and works with the network off and the server stopped, in a new tab too", async () => {
    const site = await serveFolder(built, 0, HOSTING);
    onTestFinished(() => site.close());
    const visitor = await visit(context, site.url);
    await visitor.page.goto(site.url);
    await kept(visitor);
    await site.close();
    await context.setOffline(true);
    await visitor.page.reload();
    await visitor.state("ready");
    expect(await visitor.run(HELLO)).toContain("Hello from Python");
    const second = await visit(context, site.url);
    await second.page.goto(`${site.url}index.html`);
    await second.state("ready");
    expect(await second.run(ENDLESS)).toContain("Execution timeout exceeded");
    expect(await second.page.evaluate(() => crossOriginIsolated)).toBe(true);
    expect([...visitor.complaints, ...second.complaints]).toEqual([]);
  });

  test("takes what is kept past the service worker, where the browser can", async () => {
    const visitor = await visit(context, site.url);
    await visitor.page.goto(site.url);
    await kept(visitor);
    await visitor.page.reload();
    await visitor.state("ready");
    const sources = await visitor.page.evaluate(() =>
      performance
        .getEntriesByType("resource")
        .filter(({ name }) => /-[0-9a-f]{16}\//.test(name))
        .map((entry) => (entry as unknown as { workerFinalSourceType: string }).workerFinalSourceType),
    );
    expect(sources.length).toBeGreaterThan(15);
    expect(new Set(sources)).toEqual(new Set(["cache"]));
  });

  test("says when a new version is ready, stays the old one until asked, and is the new one in every tab then", async () => {
    const folder = await temporaryFolder();
    const current = join(folder, "site");
    await cp(built, current, { recursive: true });
    const site = await serveFolder(current, 0, HOSTING);
    onTestFinished(() => site.close());
    const visitor = await visit(context, site.url);
    await visitor.page.goto(site.url);
    await kept(visitor);
    const other = await visit(context, site.url);
    await other.page.goto(site.url);
    await kept(other);
    await publishNextVersion(current);

    await visitor.page.reload();
    const note = visitor.page.getByText("A new version is ready.");
    await note.waitFor();
    expect(await versionOf(visitor)).toBe("one");
    expect(await visitor.run(HELLO)).toContain("Hello from Python");
    await visitor.page.getByRole("button", { name: "Reload" }).click();
    for (const each of [visitor, other]) {
      await each.page.waitForFunction(() => document.head.dataset["version"] === "two");
      await kept(each);
      expect(await versionOf(each)).toBe("two");
      expect(await each.run(HELLO)).toContain("Hello from Python");
      expect(each.complaints).toEqual([]);
    }
    await site.close();
    await visitor.page.reload();
    await visitor.state("ready");
    expect(await versionOf(visitor)).toBe("two");
  });

  test("works where service workers are refused, and says what that costs", async () => {
    const bare = await browser.newContext({ serviceWorkers: "block" });
    onTestFinished(() => bare.close());
    const visitor = await visit(bare, site.url);
    await visitor.page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, "serviceWorker"));
    await visitor.page.goto(site.url);
    await visitor.state("ready");
    await visitor.page.getByText("No shared memory here").waitFor();
    expect(await visitor.run(ENDLESS)).toContain("Execution timeout exceeded");
    expect(await visitor.run(HELLO)).toContain("Hello from Python");
    expect(visitor.complaints).toEqual([]);
  });

  test("can be installed", async () => {
    const profile = await launchWithProfile(await temporaryFolder());
    onTestFinished(() => profile.close());
    const visitor = await visit(profile, site.url);
    await visitor.page.goto(site.url);
    await kept(visitor);
    const session = await profile.newCDPSession(visitor.page);
    const { errors, manifest } = await session.send("Page.getAppManifest");
    expect(errors).toEqual([]);
    expect(manifest).toMatchObject({ name: "pythonless playground", startUrl: site.url, scope: site.url });
    const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
    expect(installabilityErrors).toEqual([]);
  });
});

describe("the policy of the page", () => {
  let visitor: Visitor;
  let visiting: BrowserContext;

  beforeAll(async () => {
    visiting = await browser.newContext();
    visitor = await visit(visiting, site.url);
    await visitor.page.goto(site.url);
    await kept(visitor);
  });
  afterAll(() => visiting?.close());

  test.each([
    ["a request to another origin", "connect-src", () => fetch("https://example.com/").catch(() => {})],
    [
      "an image of another origin",
      "img-src",
      () => {
        new Image().src = "https://example.com/pixel.png";
      },
    ],
    [
      "code from strings",
      "script-src",
      // Later: what a debugger evaluates is free of the policy.
      () => {
        setTimeout(() => new Function("return 1")());
      },
    ],
    [
      "an inline script",
      "script-src-elem",
      () =>
        document.body.append(
          Object.assign(document.createElement("script"), { text: "document.title = 'in'" }),
        ),
    ],
  ])("refuses %s", async (_, directive, attempt) => {
    await visitor.page.evaluate(attempt);
    await expect
      .poll(() => visitor.complaints)
      .toContainEqual(expect.stringMatching(new RegExp(`^policy: ${directive} `)));
  });
});

/** Everything is kept: nothing more is needed from the network. */
async function kept({ page, state }: Visitor): Promise<void> {
  await page.waitForFunction(() => document.documentElement.dataset["offline"] === "kept");
  await state("ready");
}

function versionOf({ page }: Visitor): Promise<string> {
  return page.evaluate(() => document.head.dataset["version"] ?? "one");
}

/** A new folder, which goes when the test is over. */
async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "pythonless-offline-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Puts into the place of the site the same with a mark in its head, its folders under other names. */
async function publishNextVersion(current: string): Promise<void> {
  const next = `${current}-next`;
  await cp(built, next, { recursive: true });
  const hashed = (await readdir(next)).filter((name) => /-[0-9a-f]{16}$/.test(name));
  for (const name of hashed) await rename(join(next, name), join(next, renamed(name)));
  await rewrite(join(next, "index.html"), (text) =>
    withPolicyOf(named(text).replace("<head>", '<head data-version="two">')),
  );
  await rewrite(join(next, "service-worker.js"), (text) =>
    named(text).replace(/(index\.html",revision:")\w+/, "$1two"),
  );
  await rename(current, `${current}-old`);
  await rename(next, current);

  function renamed(name: string): string {
    return `${name.slice(0, -4)}beef`;
  }
  function named(text: string): string {
    return hashed.reduce((text, name) => text.replaceAll(name, renamed(name)), text);
  }
  /** The policy names the import map by its hash. */
  function withPolicyOf(html: string): string {
    const [, importMap = ""] = /<script type="importmap">([\s\S]*?)<\/script>/.exec(html) ?? [];
    const hash = createHash("sha256").update(importMap).digest("base64");
    return html.replace(/'sha256-[^']+'/, `'sha256-${hash}'`);
  }
  async function rewrite(path: string, change: (text: string) => string): Promise<void> {
    const before = await readFile(path, "utf8");
    const after = change(before);
    expect(after).not.toBe(before);
    await writeFile(path, after);
  }
}
