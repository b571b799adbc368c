import { fileURLToPath } from "node:url";
import { serveFolder } from "../../browser-demo/serve.mjs";
import { connect } from "../browser/shared-chromium.ts";
import { type Host, makeDriver } from "./driver.ts";

const dist = fileURLToPath(new URL("../../dist/", import.meta.url));

/** A page of Chromium that has the package, and a driver for it. */
export async function startPage({ isIsolated = true, canSwitchStacks = true } = {}): Promise<Host> {
  const site = await serveFolder(dist, 0, { isIsolated });
  const browser = await connect();
  const page = await browser.newPage();
  if (!canSwitchStacks) await page.addInitScript(takeStackSwitching);
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    // The page itself is not there, nor has it an icon: the browser says so.
    const isOfPage = /\/(blank\.html|favicon\.ico)$/.test(message.location().url);
    if (["warning", "error"].includes(message.type()) && !isOfPage) complaints.push(message.text());
  });
  await page.goto(new URL("blank.html", site.url).href);
  await page.evaluate(`(async () => {
    globalThis.driver = (${makeDriver})(await import("/web/index.js"));
  })()`);
  return {
    ask: (method, ...args) =>
      page.evaluate(
        ([method, args]) => {
          const { driver } = globalThis as unknown as {
            driver: Record<string, (...args: unknown[]) => unknown>;
          };
          return driver[method as string]?.(...(args as unknown[]));
        },
        [method, args] as const,
      ),
    complaints,
    async stop() {
      await browser.close();
      await site.close();
    },
  };
}

/** Has workers run as in browsers that have no JSPI. */
function takeStackSwitching(): void {
  globalThis.Worker = class extends globalThis.Worker {
    constructor(url: string | URL, options?: WorkerOptions) {
      const first = "data:text/javascript,delete WebAssembly.Suspending";
      const code = `import ${JSON.stringify(first)}; import ${JSON.stringify(String(url))};`;
      super(URL.createObjectURL(new Blob([code], { type: "text/javascript" })), options);
    }
  };
}
