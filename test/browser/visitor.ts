import type { BrowserContext, Page } from "playwright-core";

/** Somebody who visits the page, and writes down whatever is not as it should be. */
export interface Visitor {
  readonly page: Page;
  /** Errors on the console, violations of the policy, requests to another origin. */
  readonly complaints: readonly string[];
  /** Waits until `<html>` has this `data-state`. */
  state(wanted: "ready" | "running" | "failed"): Promise<void>;
  /** Writes the code, runs it, and gives what the region Response shows. */
  run(code: string): Promise<string>;
}

export const HELLO = "def handler(event, context):\n    return {'body': 'Hello from ' + 'Python'}";
export const ENDLESS = "def handler(event, context):\n    while True: pass";

/** @param origin where requests may go; `file://` for a file. */
export async function visit(context: BrowserContext, origin: string): Promise<Visitor> {
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  context.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !/^(data|blob):/.test(url)) complaints.push(`request: ${url}`);
  });
  await page.exposeFunction("complain", (text: string) => complaints.push(text));
  await page.addInitScript(() => {
    const { complain } = globalThis as unknown as { complain(text: string): void };
    document.addEventListener("securitypolicyviolation", (event) =>
      complain(`policy: ${event.violatedDirective} ${event.blockedURI}`),
    );
  });
  const state: Visitor["state"] = async (wanted) => {
    await page.waitForFunction((wanted) => document.documentElement.dataset["state"] === wanted, wanted);
  };
  return {
    page,
    complaints,
    state,
    async run(code) {
      await page.getByRole("textbox", { name: "Code" }).fill(code);
      await page.getByRole("button", { name: "Run" }).click();
      await state("ready");
      return (await page.getByRole("region", { name: "Response" }).textContent()) ?? "";
    },
  };
}
