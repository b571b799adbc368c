import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { usePlayground } from "./playground.ts";

const open = usePlayground();
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds, in a line each. */
async function violations(page: Page): Promise<string[]> {
  // Through the debugger, which the page's policy does not bind.
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
  });
}

describe.each([
  ["en-US", "light"],
  ["en-US", "dark"],
  ["ru-RU", "light"],
  ["ru-RU", "dark"],
] as const)("for a visitor who reads %s and likes it %s", (locale, colorScheme) => {
  test("axe finds nothing: at first, with an answer, with a failure, with the event, on a phone", async () => {
    const { page, run, openExample } = await open({ locale, colorScheme });
    expect(await violations(page)).toEqual([]);
    await run();
    expect(await violations(page)).toEqual([]);
    await openExample("logging");
    await run();
    await openExample("errors");
    await run();
    await page.locator('[data-tab="event"]').click();
    await page.evaluate(() => {
      for (const details of document.querySelectorAll("details")) details.open = true;
    });
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.locator(".help").click();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await violations(page)).toEqual([]);
  });
});

describe("languages", () => {
  test("follow the browser, are switched, remembered, and leave the work alone", async () => {
    const { page, code, state, run } = await open({ locale: "ru-RU" });
    await page.getByRole("button", { name: "Запустить", exact: true }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe("ru");
    await run();
    await page
      .getByRole("textbox", { name: "Код" })
      .fill("def handler(event, context):\n    return {'body': 'та же'}");
    const menu = page.getByRole("combobox", { name: "Язык" });
    await menu.focus();
    await menu.selectOption("en");
    await page.getByRole("button", { name: "Run", exact: true }).waitFor();
    expect(await page.evaluate(() => [document.documentElement.lang, document.title])).toEqual([
      "en",
      expect.stringContaining("cloud function"),
    ]);
    expect(await code.textContent()).toContain("та же");
    expect(await page.getByRole("region", { name: "Response" }).textContent()).toContain("Hello, Ada!");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("language");
    await code.press("Control+z");
    await expect.poll(() => code.textContent()).toContain("Greeting");
    await page.reload();
    await state("ready");
    await page.getByRole("button", { name: "Run", exact: true }).waitFor();
  });
});

describe("themes", () => {
  const paper = (page: Page) =>
    page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

  test("follow the system, are switched, and remembered", async () => {
    const { page, state } = await open({ colorScheme: "dark" });
    const dark = await paper(page);
    await page.getByRole("combobox", { name: "Theme" }).selectOption("light");
    const light = await paper(page);
    expect(light).not.toBe(dark);
    await page.reload();
    await state("ready");
    expect(await paper(page)).toBe(light);
    await page.getByRole("combobox", { name: "Theme" }).selectOption("system");
    expect(await paper(page)).toBe(dark);
  });
});

describe("by keyboard alone", () => {
  test("the code is written, the call made, stopped, and its answer reached", async () => {
    const { page, state, region } = await open();
    await page.keyboard.press("Alt+1");
    await page.keyboard.press("Control+a");
    await page.keyboard.insertText("def handler(event, context):\n    while True:\n        pass");
    await page.keyboard.press("Control+Enter");
    await region("Logs").getByText("START RequestID").waitFor();
    await page.keyboard.press("Control+.");
    await state("ready");
    await page.keyboard.press("Alt+3");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe("Response");
    expect(await region("Response").textContent()).toContain("499");
  });

  test("tabs are one stop, arrows go between them, and the editor is left by Escape and Tab", async () => {
    const { page } = await open();
    await page.getByRole("tab", { name: "HTTP request" }).focus();
    await page.keyboard.press("ArrowRight");
    expect(await page.getByRole("tab", { name: "Event", exact: true }).getAttribute("aria-selected")).toBe(
      "true",
    );
    await page.keyboard.press("Alt+1");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Format");
  });

  test("? lists the shortcuts, but is a letter in the code", async () => {
    const { page, code } = await open();
    await code.press("Control+End");
    await page.keyboard.type("# ?");
    expect(await code.textContent()).toContain("# ?");
    await page.getByRole("tab", { name: "HTTP request" }).focus();
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(() => page.getByRole("dialog").count()).toBe(0);
  });
});

test("functions have no network, and the page says so", async () => {
  const { page, code, run, region, complaints } = await open();
  await page.getByText("Functions have no network here").waitFor();
  await code.fill(
    "import urllib.request\n\ndef handler(event, context):\n    urllib.request.urlopen('https://example.com/')",
  );
  await run();
  expect(await region("Response").textContent()).toContain("outbound HTTP is off");
  expect(complaints).toEqual([]);
});
