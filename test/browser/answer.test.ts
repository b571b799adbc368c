import { describe, expect, test } from "vitest";
import { usePlayground } from "./playground.ts";

const open = usePlayground();

/** A handler that answers with this. */
const answering = (result: string): string => `def handler(event, context):\n    return ${result}`;

describe("the response is shown by its type:", () => {
  test("JSON coloured and folded, its digits untouched", async () => {
    const { page, code, run, region } = await open();
    await code.fill(
      answering(
        `{"headers": {"Content-Type": "application/json"}, "body": '{"n": 12345678901234567890, "list": [1.0, 2]}'}`,
      ),
    );
    await run();
    const response = region("Response");
    expect(await response.textContent()).toContain('"n": 12345678901234567890');
    expect(await response.textContent()).toContain("1.0");
    await response.locator('[title="Fold line"]').nth(1).click();
    await response.locator(".cm-foldPlaceholder").waitFor();
    expect(await response.textContent()).not.toContain("1.0");
    await page.getByRole("tab", { name: "Source" }).click();
    expect(await response.textContent()).toContain('{"n": 12345678901234567890, "list": [1.0, 2]}');
  });

  test("HTML in a frame without scripts, and as its source", async () => {
    const { page, code, run, region, complaints } = await open();
    await code.fill(
      answering(
        `{"headers": {"Content-Type": "text/html"}, "body": "<style>h1 { color: rgb(1, 2, 3) }</style><h1>Hi</h1>"}`,
      ),
    );
    await run();
    const title = page.frameLocator("iframe").locator("h1");
    expect(await title.textContent()).toBe("Hi");
    expect(await title.evaluate((element) => getComputedStyle(element).color)).toBe("rgb(1, 2, 3)");
    expect(await page.locator("iframe").getAttribute("sandbox")).toBe("");
    await page.getByRole("tab", { name: "Source" }).click();
    expect(await region("Response").textContent()).toContain("<h1>Hi</h1>");
    expect(complaints).toEqual([]);
  });

  test("images as pictures, with their size", async () => {
    const { run, region, complaints, openExample } = await open();
    await openExample("picture");
    await run();
    await region("Response").getByText("256 × 256").waitFor();
    expect(
      await region("Response")
        .getByRole("img")
        .evaluate((image) => (image as HTMLImageElement).naturalWidth),
    ).toBe(256);
    expect(complaints).toEqual([]);
  });

  test("bytes as hex, text as text, nothing as nothing", async () => {
    const { page, code, run, region } = await open();
    await code.fill(answering(`{"isBase64Encoded": True, "body": "AP8BAg=="}`));
    await run();
    expect(await region("Response").textContent()).toContain("000000  00 ff 01 02");
    await code.fill(answering(`{"statusCode": 404, "body": "plain <b>words</b>"}`));
    await run();
    expect(await region("Response").textContent()).toMatch(/404 Not Found[\s\S]*plain <b>words<\/b>/);
    await code.fill(answering(`{"statusCode": 204}`));
    await run();
    expect(await region("Response").textContent()).toContain("The body is empty.");
    await page.getByRole("tab", { name: /Headers \d/ }).click();
    expect(await region("Response").getByRole("row").allTextContents()).toContainEqual(
      expect.stringMatching(/^x-request-id[0-9a-f-]{36}$/),
    );
  });
});

test("the figures of a call are told: duration, billed, init, memory, cold and then warm, request id", async () => {
  const { run, region } = await open();
  await run();
  const figures = region("Response").locator(".figures");
  expect(await figures.textContent()).toMatch(
    /Duration[\d.]+ msBilled\d+ msInit[\d.]+ msMemory\d+ \/ 128 MBStartcoldRequest id[0-9a-f-]{36}/,
  );
  await run();
  expect(await figures.textContent()).toMatch(/Startwarm/);
  expect(await figures.textContent()).not.toContain("Init");
});

describe("the log", () => {
  test("is written while the function runs", async () => {
    const { page, code, region, state } = await open();
    await code.fill(
      "import time\n\ndef handler(event, context):\n    print('early')\n    time.sleep(1.5)\n    print('late')\n    return {}",
    );
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await region("Logs").getByText("early").waitFor();
    expect(await page.evaluate(() => document.documentElement.dataset["state"])).toBe("running");
    expect(await region("Logs").textContent()).not.toContain("late");
    await state("ready");
    await region("Logs").getByText("late").waitFor();
  });

  test("has levels, members of structured lines, and a filter", async () => {
    const { page, run, region, openExample } = await open();
    await openExample("logging");
    await run();
    const logs = region("Logs");
    const lines = logs.getByRole("listitem");
    await logs.getByText('{"order":17}').waitFor();
    const all = await lines.count();
    await page.getByRole("combobox", { name: "Levels" }).selectOption("warnings");
    expect(await lines.count()).toBeLessThan(all);
    expect(new Set(await lines.locator(".level").allTextContents())).toEqual(new Set(["ERROR"]));
    await page.getByRole("searchbox", { name: "Filter lines" }).fill("structured");
    expect(await lines.count()).toBe(1);
    await page.getByRole("searchbox", { name: "Filter lines" }).fill("nowhere");
    await logs.getByText("No line passes the filter.").waitFor();
  });

  test("of ten thousand lines does not stop the page", async () => {
    const { page, code, run, region } = await open();
    // It waits for the page to read.
    await page.getByRole("spinbutton", { name: "Timeout, s" }).fill("60");
    await code.fill(
      "def handler(event, context):\n    for n in range(10_000):\n        print('line', n)\n    return {}",
    );
    await run();
    await region("Logs").getByText("line 9999", { exact: true }).waitFor();
    await region("Logs").getByText("8,003 earlier lines are not shown.").waitFor();
  });
});

describe("a call that does not end by itself", () => {
  test("is stopped by the button", async () => {
    const { page, code, region, state } = await open();
    await code.fill("def handler(event, context):\n    while True:\n        pass");
    await page.getByRole("spinbutton", { name: "Timeout, s" }).fill("60");
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await region("Logs").getByText("START RequestID").waitFor();
    await page.getByRole("button", { name: "Stop", exact: true }).click();
    await state("ready");
    expect(await region("Response").textContent()).toMatch(/499 Cancelled[\s\S]*Request cancelled/);
    expect(
      await region("Response")
        .getByRole("button", { name: /main\.py", line [23]/ })
        .count(),
    ).toBe(1);
  });

  test("for want of memory fails with Python's MemoryError, and the next one works", async () => {
    const { code, run, region } = await open();
    await code.fill("def handler(event, context):\n    return {'body': str(len([0] * 10**9))}");
    await run();
    expect(await region("Response").textContent()).toMatch(/502 Function Error[\s\S]*MemoryError/);
    await code.fill(answering("{'body': 'fine'}"));
    await run();
    expect(await region("Response").textContent()).toContain("fine");
  });
});

test("the history has each call, marks the cold ones, and shows any again", async () => {
  const { page, code, run, region } = await open();
  await run();
  await run();
  await code.fill(answering("{'body': 'another'}"));
  await run();
  const history = region("History");
  expect(await history.textContent()).toMatch(/3 calls · median [\d.]+ ms · 2 cold/);
  expect(
    await page
      .getByRole("button", { name: /^#\d, 200, [\d.]+ ms, (cold|warm)$/, includeHidden: true })
      .count(),
  ).toBe(3);
  expect(await history.locator(".bar.cold").count()).toBe(2);
  await history.locator(".call-row", { hasText: "#1" }).click();
  await region("Response").getByText("Hello, Ada!").waitFor();
  expect(await region("Logs").textContent()).toContain("Greeting Ada.");
  await page.getByRole("textbox", { name: "Value" }).first().fill("Grace");
  await page.getByRole("button", { name: "Use the request of call #1" }).click();
  expect(await page.getByRole("textbox", { name: "Value" }).first().inputValue()).toBe("Ada");
});

test("the history survives a reload, and is gone for good when it is cleared", async () => {
  const { page, code, run, region, state } = await open();
  await run();
  await code.fill("def handler(event, context):\n    raise KeyError('lyrics')");
  await run();
  const calls = () =>
    page.evaluate(() => JSON.parse(localStorage.getItem("pythonless.calls") ?? '{"calls":[]}').calls.length);
  await expect.poll(calls).toBe(2);
  await page.reload();
  await state("ready");
  await region("History").getByText("2 calls").waitFor();
  expect(await region("Response").textContent()).toContain("Choose a call of the history, or press Run");
  await region("History").locator(".call-row", { hasText: "#1" }).click();
  await region("Response").getByText("Hello, Ada!").waitFor();
  expect(await region("Logs").textContent()).toContain("Greeting Ada.");
  await region("History").locator(".call-row", { hasText: "#2" }).click();
  await region("Response").getByText("KeyError: 'lyrics'").first().waitFor();
  await run();
  await region("History").getByText("3 calls").waitFor();
  await page.getByRole("button", { name: "Clear" }).click();
  await expect.poll(calls).toBe(0);
});
