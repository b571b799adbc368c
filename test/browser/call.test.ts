import { describe, expect, test } from "vitest";
import { type Playground, usePlayground } from "./playground.ts";

const open = usePlayground();
const EVENT = "What the handler gets as event";

function eventBox({ page }: Playground) {
  return page.getByRole("textbox", { name: EVENT });
}

async function showEvent(playground: Playground): Promise<string> {
  await playground.page.getByRole("tab", { name: "Event", exact: true }).click();
  return (await eventBox(playground).textContent()) ?? "";
}

describe("the two views of a call", () => {
  test("are in step in both directions", async () => {
    const playground = await open();
    const { page } = playground;
    await page.getByRole("textbox", { name: "Value" }).first().fill("Grace");
    expect(await showEvent(playground)).toContain('"name": "Grace"');
    const text = await eventBox(playground).evaluate((element) => (element as HTMLElement).innerText);
    await eventBox(playground).fill(
      text.replace(
        '"queryStringParameters": {\n    "name": "Grace"',
        '"queryStringParameters": {\n    "name": "Alan"',
      ),
    );
    await page.getByRole("tab", { name: "HTTP request" }).click();
    await expect.poll(() => page.getByRole("textbox", { name: "Value" }).first().inputValue()).toBe("Alan");
    expect(await page.getByLabel("URL", { exact: true }).textContent()).toContain("?name=Alan");
  });

  test("an event that no request becomes is called with as it is, raw", async () => {
    const playground = await open();
    const { page, code, region, run } = playground;
    await code.fill("def handler(event, context):\n    return sorted(event)");
    await showEvent(playground);
    await eventBox(playground).fill('{"b": 1, "a": 2}');
    await page.getByText("No HTTP request becomes this event.").waitFor();
    await run();
    expect(await region("Response").textContent()).toMatch(/"a"[\s\S]*"b"/);
    await page.getByRole("tab", { name: "HTTP request" }).click();
    expect(await page.getByRole("switch", { name: "Raw" }).isChecked()).toBe(true);
    expect(await page.getByRole("textbox", { name: "Body", exact: true }).textContent()).toBe(
      '{"b": 1, "a": 2}',
    );
  });

  test("an event that is no JSON says where, and calls nothing", async () => {
    const playground = await open();
    const { page } = playground;
    await showEvent(playground);
    await eventBox(playground).fill('{"a": ');
    await page.getByText("Not JSON yet").waitFor();
    await page.keyboard.press("Control+Enter");
    await page.getByText("nothing was called").waitFor();
    expect(await page.locator(".call-row").count()).toBe(0);
  });

  test("the raw switch makes the body the event", async () => {
    const playground = await open();
    const { page } = playground;
    await page.getByRole("combobox", { name: "Method" }).selectOption("POST");
    await page.getByRole("textbox", { name: "Body", exact: true }).fill('{"n": 12345678901234567890}');
    await page.getByRole("switch", { name: "Raw" }).check();
    expect(await showEvent(playground)).toBe('{"n": 12345678901234567890}');
  });
});

test("every event of the library's builders is one choice away", async () => {
  const playground = await open();
  const { page, code, run, region } = playground;
  await code.fill("def handler(event, context):\n    return event");
  await showEvent(playground);
  const menu = page.getByRole("combobox", { name: "Events" });
  expect((await menu.locator("option").count()) - 1).toBe(16);
  await menu.selectOption("messageQueue");
  await expect.poll(() => eventBox(playground).textContent()).toContain("yandex.cloud.events.messagequeue");
  await run();
  expect(await region("Response").textContent()).toContain("md5_of_body");
});

test("headers that a browser keeps to itself are named", async () => {
  const { page } = await open();
  await page.locator("summary", { hasText: "Headers" }).click();
  await page.getByRole("textbox", { name: "Header" }).first().fill("Cookie");
  await page.getByText("Browsers keep these to themselves: Cookie.").waitFor();
});

test("every example answers as it should", async () => {
  const { page, run, region, complaints, openExample } = await open();
  const menu = page.getByRole("combobox", { name: "Examples" });
  const ids = await menu
    .locator("option")
    .evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
  for (const id of ids.filter((id) => id !== "")) {
    await openExample(id);
    await run();
    const status = await region("Response").locator(".badge").textContent();
    expect(status, id).toBe(id === "errors" ? "502 Function Error" : "200 OK");
    await page.getByRole("button", { name: "Clear" }).click();
  }
  expect(ids.length).toBeGreaterThan(25);
  expect(complaints).toEqual([]);
}, 180_000);
