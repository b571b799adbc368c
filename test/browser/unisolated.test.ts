import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Host, OpenOptions, PlainExecution } from "../spec/driver.ts";
import { type LocalServer, startServer } from "../spec/outbound/server.ts";
import { startPage } from "../spec/page.ts";

const main = readFileSync(new URL("../spec/outbound/main.py", import.meta.url), "utf8");

let server: LocalServer;
let page: Host;

beforeAll(async () => {
  server = await startServer();
  page = await startPage({ isIsolated: false });
});
afterAll(async () => {
  await page?.stop();
  await server?.close();
});

/** What a function of outbound/main.py gives in a page that shares no memory with its workers. */
async function doing(
  entrypoint: string,
  options: Partial<OpenOptions>,
  name: string,
  ...given: unknown[]
): Promise<unknown> {
  const source = { "main.py": main };
  const id = await page.ask("open", { source, entrypoint, executionTimeoutMs: 20_000, ...options });
  const execution = (await page.ask("execute", id, { do: name, with: given })) as PlainExecution;
  await page.ask("close", id);
  if (execution.error) throw new Error(`${execution.error.errorType}: ${execution.error.errorMessage}`);
  return execution.value;
}

const sync = (name: string, ...given: unknown[]) => doing("main.handler", { fetch: "real" }, name, ...given);
const async = (name: string, ...given: unknown[]) =>
  doing("main.async_handler", { fetch: "real" }, name, ...given);

describe("a page that is not cross-origin isolated", () => {
  test("lets async handlers await pyfetch, many at once", async () => {
    expect(await async("fetched", server.url)).toEqual([200, "hello", Array(5).fill("slow"), true]);
    expect(await async("fetch_in_time", `${server.url}/slow?ms=60000`)).toBe("timeout");
  });

  test("lets handlers block", async () => {
    expect(await sync("get", `${server.url}/echo`)).toMatchObject({ status: 200 });
    expect(await sync("fetched_by_run", server.url)).toEqual([200, "hello", Array(5).fill("slow"), true]);
    expect(await async("get", `${server.url}/echo`)).toMatchObject({ status: 200 });
  });
});
