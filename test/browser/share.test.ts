import { describe, expect, test } from "vitest";
import { rawRequest } from "../../browser-demo/state/event.ts";
import { projectOf } from "../../browser-demo/state/project.ts";
import { toHash } from "../../browser-demo/state/share.ts";
import { usePlayground } from "./playground.ts";

const open = usePlayground();
const project = projectOf({ "main.py": "def handler(event, context):\n    return {'shared': event}\n" });
const hash = toHash({ project, request: rawRequest('{"n": 7}') });

describe("a shared link", () => {
  test("opens without running anything, and what was there before can be had back", async () => {
    const { page, code, run, region } = await open({ hash });
    await page.getByText("This is what the link holds.").waitFor();
    expect(await code.textContent()).toContain("shared");
    expect(await page.locator(".call-row").count()).toBe(0);
    await run();
    await page.getByText("This is what the link holds.").waitFor();
    expect(await region("Response").textContent()).toMatch(/"shared": \{[\s\S]*"n": 7/);
    await page.getByRole("button", { name: "Undo" }).click();
    expect(await code.textContent()).toContain("Greeting");
  });

  test("does not come back over what was written since", async () => {
    const { page, code, state } = await open({ hash });
    await code.fill("# mine");
    await expect.poll(() => page.url()).not.toContain("#");
    await page.reload();
    await state("ready");
    expect(await code.textContent()).toBe("# mine");
  });

  test.each([
    ["cut off", hash.slice(0, -20)],
    ["of no version", "#hello"],
    ["of other bytes", `#1.${"A".repeat(200)}`],
  ])("that is damaged, %s, says so and leaves what is there", async (_, damaged) => {
    const { page, code, run, region, complaints } = await open({ hash: damaged });
    await page.getByText("The link is damaged").waitFor();
    expect(await code.textContent()).toContain("Greeting");
    await run();
    expect(await region("Response").textContent()).toContain("Hello, Ada!");
    expect(complaints).toEqual([]);
  });

  test("of a newer version says so, and gives what is understood", async () => {
    const { page, code } = await open({ hash: hash.replace("#1.", "#2.") });
    await page.getByText("made by a newer version").waitFor();
    expect(await code.textContent()).toContain("shared");
  });

  test("is opened in a page that is there already", async () => {
    const { page, code } = await open();
    await page.evaluate((hash) => {
      location.hash = hash;
    }, hash);
    await expect.poll(() => code.textContent()).toContain("shared");
  });
});
