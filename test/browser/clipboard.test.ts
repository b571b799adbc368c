import { expect, test } from "vitest";
import { usePlayground } from "./playground.ts";

// In one file, because all pages of a browser have one clipboard, and files of tests run side by side.
const open = usePlayground();

test("a shared link holds code, settings and call, and is copied", async () => {
  const first = await open({ permissions: ["clipboard-read", "clipboard-write"] });
  await first.code.fill("def handler(event, context):\n    return {'body': 'from a link'}");
  await first.page.getByRole("button", { name: "Share" }).click();
  await first.page.getByText("It was copied.").waitFor();
  const link = await first.page.evaluate(() => navigator.clipboard.readText());
  expect(link).toBe(first.page.url());
  const second = await open({ hash: new URL(link).hash });
  await second.page.getByText("This is what the link holds.").waitFor();
  await second.run();
  expect(await second.region("Response").textContent()).toContain("from a link");
});

test("the same call as a curl line is copied", async () => {
  const { page } = await open({ permissions: ["clipboard-read", "clipboard-write"] });
  await page.getByText("As curl", { exact: true }).click();
  await page.getByRole("button", { name: "Copy: As curl" }).click();
  await page.getByText("Copied").waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    "curl 'https://functions.yandexcloud.net/d4epythonless0000000?name=Ada'",
  );
});
