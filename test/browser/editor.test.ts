import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { buffer } from "node:stream/consumers";
import { strToU8, unzipSync, zipSync } from "fflate";
import { describe, expect, onTestFinished, test } from "vitest";
import { usePlayground } from "./playground.ts";

const open = usePlayground();

describe("files", () => {
  test("are added, renamed and deleted in tabs, and a deletion can be undone", async () => {
    const { page, code, run, region } = await open();
    const tab = (name: string) => page.getByRole("tab", { name, exact: true });
    await page.getByRole("button", { name: "New file" }).click();
    await page.getByRole("textbox", { name: "File name" }).fill("main.py");
    await page.keyboard.press("Enter");
    await page.getByText("There is a file of that name").waitFor();
    await page.getByRole("textbox", { name: "File name" }).fill("words.py");
    await page.keyboard.press("Enter");
    await code.fill('GREETING = "Salute"');
    await tab("main.py").click();
    await code.fill("import words\n\ndef handler(event, context):\n    return {'body': words.GREETING}");
    await run();
    expect(await region("Response").textContent()).toContain("Salute");

    await page.getByRole("button", { name: "Rename" }).click();
    await page.getByRole("textbox", { name: "File name" }).fill("shop.py");
    await page.keyboard.press("Enter");
    await tab("shop.py").waitFor();
    expect(await page.getByRole("textbox", { name: "Entry point" }).inputValue()).toBe("shop.handler");

    await tab("words.py").click();
    await page.getByRole("button", { name: "Delete file" }).click();
    expect(await page.getByRole("tab", { name: /\.py$/ }).allTextContents()).toEqual(["shop.py"]);
    await page.getByRole("button", { name: "Undo" }).click();
    expect(await page.getByRole("tab", { name: /\.py$/ }).allTextContents()).toEqual(["shop.py", "words.py"]);
  });

  test("and their undo survive a reload", async () => {
    const { page, code, state } = await open();
    await code.press("Control+End");
    await code.pressSequentially("# one");
    // A cursor that moved in between makes them two steps of undo.
    await code.press("Home");
    await code.press("Control+End");
    await code.pressSequentially(" two");
    await page.reload();
    await state("ready");
    expect(await code.textContent()).toContain("# one two");
    await code.press("Control+z");
    await expect.poll(() => code.textContent()).not.toContain("two");
    expect(await code.textContent()).toContain("# one");
  });

  test("come in as a zip and go out as one, with the command for the cloud", async () => {
    const { page, run, region, complaints } = await open();
    const archive = zipSync({
      "shop/index.py": strToU8(
        "import data\n\ndef handler(event, context):\n    return {'body': data.WORD}\n",
      ),
      "shop/data.py": strToU8("WORD = 'from a zip'\n"),
      "shop/logo.bin": new Uint8Array([0, 255, 1]),
    });
    await page
      .locator("input[type=file]")
      .setInputFiles({ name: "shop.zip", mimeType: "application/zip", buffer: Buffer.from(archive) });
    await page.getByText("Opened “shop.zip”.").waitFor();
    await run();
    expect(await region("Response").textContent()).toContain("from a zip");

    const downloading = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download" }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toBe("function.zip");
    const files = unzipSync(await buffer(await download.createReadStream()));
    expect(Object.keys(files).sort()).toEqual(["data.py", "index.py", "logo.bin"]);
    expect([...(files["logo.bin"] ?? [])]).toEqual([0, 255, 1]);
    const command = await page.getByText("yc serverless function version create").textContent();
    expect(command).toContain("--entrypoint index.handler");
    expect(complaints).toEqual([]);
  });

  test("of a folder are dropped onto the page", async () => {
    const { page, run, region } = await open();
    const folder = await mkdtemp(join(tmpdir(), "pythonless-drop-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    for (const path of ["lib", "__pycache__"]) await mkdir(join(folder, path));
    await writeFile(
      join(folder, "main.py"),
      "from lib.words import WORD\n\ndef handler(event, context):\n    return {'body': WORD}\n",
    );
    await writeFile(join(folder, "lib/words.py"), "WORD = 'dropped'\n");
    await writeFile(join(folder, "__pycache__/main.cpython-314.pyc"), "x");
    const session = await page.context().newCDPSession(page);
    const data = { items: [], files: [folder], dragOperationsMask: 1 };
    for (const type of ["dragEnter", "dragOver", "drop"] as const)
      await session.send("Input.dispatchDragEvent", { type, x: 300, y: 300, data });
    await page.getByText(`Opened “${basename(folder)}”.`).waitFor();
    expect(await page.getByRole("tab", { name: /\.py/ }).allTextContents()).toEqual([
      "main.py",
      "lib/words.py",
    ]);
    await run();
    expect(await region("Response").textContent()).toContain("dropped");
  });

  test("that are no zip are refused in a sentence, and the work stays", async () => {
    const { page, code } = await open();
    await page
      .locator("input[type=file]")
      .setInputFiles({ name: "broken.zip", mimeType: "application/zip", buffer: Buffer.from("no zip") });
    await page.getByText("It could not be opened").waitFor();
    expect(await code.textContent()).toContain("def handler");
  });
});

describe("ruff", () => {
  test("formats, and from then on marks what it finds", async () => {
    const { page, code, complaints } = await open();
    await code.fill("import os\ndef handler(event,context):\n  return {'body':'x'}");
    await page.getByRole("button", { name: "Format" }).click();
    await expect.poll(() => code.textContent(), { timeout: 30_000 }).toContain('return {"body": "x"}');
    expect(await code.textContent()).toContain("def handler(event, context):");
    await page.locator(".cm-lint-marker-warning").first().waitFor();
    expect(complaints).toEqual([]);
  });

  test("says where code does not parse", async () => {
    const { page, code } = await open();
    await code.fill("def handler(:");
    await page.keyboard.press("Alt+Shift+F");
    await page.getByText("Not formatted:").waitFor({ timeout: 30_000 });
  });
});

test("completes the keys of the event that the call will bring, and the members of context", async () => {
  const { page, code } = await open();
  await code.fill("def handler(event, context):\n    ");
  await page.keyboard.press("Control+End");
  await page.keyboard.type('event["queryStringParameters"]["');
  await page.locator(".cm-tooltip-autocomplete").getByText("name", { exact: true }).waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.type('x"]\ncontext.req');
  await page.locator(".cm-tooltip-autocomplete").getByText("request_id").first().waitFor();
});

test("marks the line where the call failed, in words, and each frame of the traceback leads there", async () => {
  const { page, code, run, region, openExample } = await open();
  await openExample("package");
  await page.getByRole("tab", { name: "Event", exact: true }).click();
  await page.getByRole("textbox", { name: "What the handler gets as event" }).fill('{"items": ["samovar"]}');
  await run();
  await page.locator(".cm-failedMessage").getByText("KeyError: 'samovar'").waitFor();
  await region("Response")
    .getByRole("button", { name: /orders\/prices\.py", line/ })
    .first()
    .click();
  expect(await page.getByRole("tab", { name: "orders/prices.py" }).getAttribute("aria-selected")).toBe(
    "true",
  );
  expect(await page.locator(".cm-failedLine").textContent()).toContain("return PRICES[item]");
  expect(await code.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.getByRole("tab", { name: "Event", exact: true }).click();
  await page.getByRole("textbox", { name: "What the handler gets as event" }).fill('{"items": ["cup"]}');
  await run();
  await expect.poll(() => page.locator(".cm-failedLine").count()).toBe(0);
});

test("the settings beside the code are those of the call", async () => {
  const { page, code, run, region } = await open();
  await code.fill(
    "import os\n\ndef go(event, context):\n    return {'body': f'{os.environ[\"KEY\"]} {context.memory_limit_in_mb}'}",
  );
  await page.getByRole("textbox", { name: "Entry point" }).fill("main.go");
  await page.getByRole("combobox", { name: "Memory" }).selectOption("256");
  await page.getByText("Environment variables").click();
  await page.getByRole("textbox", { name: "Variable" }).first().fill("KEY");
  await page
    .getByRole("list", { name: "Environment variables" })
    .getByRole("textbox", { name: "Value" })
    .first()
    .fill("value");
  await run();
  expect(await region("Response").textContent()).toContain("value 256");
  await page.getByRole("textbox", { name: "Entry point" }).fill("other.go");
  await run();
  expect(await region("Response").textContent()).toMatch(/Refused[\s\S]*other\.py/);
  expect(await page.evaluate(() => document.documentElement.dataset["state"])).toBe("ready");
});
