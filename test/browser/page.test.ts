import { describe, expect, test } from "vitest";
import { usePlayground } from "./playground.ts";

const open = usePlayground();

describe("the page", () => {
  test("runs the function and shows response and log, with no complaint and no request elsewhere", async () => {
    const { region, run, complaints } = await open({ hasServiceWorker: true });
    await run();
    expect(await region("Response").textContent()).toMatch(/200 OK[\s\S]*Hello, Ada!/);
    expect(await region("Logs").textContent()).toMatch(
      /START RequestID[\s\S]*Greeting Ada\.[\s\S]*REPORT RequestID/,
    );
    expect(complaints).toEqual([]);
  });

  test("runs changed code with Ctrl+Enter, and shows its traceback", async () => {
    const { page, code, region } = await open();
    await code.fill("def handler(event, context):\n    raise KeyError('lyrics')");
    await page.keyboard.press("Control+Enter");
    await region("Logs").getByText("REPORT RequestID").waitFor();
    expect(await region("Response").textContent()).toContain("KeyError: 'lyrics'");
    expect(await region("Logs").textContent()).toContain("KeyError: 'lyrics'");
  });

  test("has a spare interpreter for code that is changed, and imports none of it before Run", async () => {
    const { page, code, region, run } = await open();
    await expect.poll(() => page.workers().length).toBe(2);
    await code.fill("print('imported')\n\ndef handler(event, context):\n    return {}");
    const [spare] = page.workers().slice(-1);
    expect(await region("Logs").textContent()).not.toContain("imported");
    await run();
    expect(await region("Logs").textContent()).toContain("imported");
    // The other one was of the code as it was before.
    expect(page.workers()).toContain(spare);
  });

  test("works where the browser refuses to store anything, and keeps nothing", async () => {
    const { page, code, run, region, state, complaints } = await open({
      prepare: (page) =>
        page.addInitScript(() => {
          Object.defineProperty(globalThis, "localStorage", {
            get() {
              throw new DOMException("Access is denied for this document.", "SecurityError");
            },
          });
        }),
    });
    await code.fill("def handler(event, context):\n    return {'body': 'unkept'}");
    await run();
    expect(await region("Response").textContent()).toContain("unkept");
    await page.reload();
    await state("ready");
    expect(await code.textContent()).toContain("Greeting");
    expect(complaints).toEqual([]);
  });

  test("stops a loop without end at its timeout, and runs again", async () => {
    const { code, region, run } = await open();
    await code.fill("def handler(event, context):\n    while True: pass");
    await run();
    expect(await region("Response").textContent()).toContain("Execution timeout exceeded");
    await code.fill("def handler(event, context): return {'body': 'again'}");
    await run();
    expect(await region("Response").textContent()).toContain("again");
  });

  test("shows how many bytes of Python have come while it loads", async () => {
    const { page } = await open({
      prepare: async (page) => {
        const session = await page.context().newCDPSession(page);
        // A second for all of it: on this machine alone it is there before the page is drawn.
        const slow = { offline: false, latency: 0, downloadThroughput: 20_000_000, uploadThroughput: -1 };
        await session.send("Network.emulateNetworkConditions", slow);
        await page.addInitScript(() => {
          const seen = new Set<string>();
          Object.assign(globalThis, { seen });
          new MutationObserver(() => {
            const bar = document.querySelector("progress");
            if (document.documentElement.dataset["state"] === "loading" && bar?.hasAttribute("value"))
              seen.add(
                `${document.querySelector(".status-row .figure")?.textContent} ${bar.value <= bar.max}`,
              );
          }).observe(document, { subtree: true, childList: true, attributes: true });
        });
      },
    });
    const seen = await page.evaluate(() => [...(globalThis as unknown as { seen: Set<string> }).seen]);
    expect(seen.length).toBeGreaterThan(2);
    expect(seen.at(-1)).toMatch(/^(\d+(\.\d)?) MB of (\d+(\.\d)?) MB true$/);
    expect(await page.locator("progress").isHidden()).toBe(true);
  });

  test("that cannot load Python says why, and tries again when asked", async () => {
    const { page, state, run, region } = await open({
      isFailing: true,
      prepare: (page) => page.route("**/pyodide.asm.wasm", (route) => route.fulfill({ status: 503 })),
    });
    await page.getByText("answered with status 503").waitFor();
    expect(await page.getByRole("button", { name: "Run", exact: true }).isDisabled()).toBe(true);
    await page.unroute("**/pyodide.asm.wasm");
    await page.getByRole("button", { name: "Try again" }).click();
    await state("ready");
    await run();
    expect(await region("Response").textContent()).toContain("Hello, Ada!");
  });

  test.each([360, 390, 768, 1024])("fits a window of %d px", async (width) => {
    const { page, run } = await open({ viewport: { width, height: 740 } });
    await run();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
});
