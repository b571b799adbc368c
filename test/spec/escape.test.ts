import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { PlainExecution } from "./driver.ts";
import { OPEN } from "./escape/open.ts";
import { type TestedFunction, useHost } from "./host.ts";

/**
 * Ways out of the box, tried from Python: each is a function of test/spec/escape/ways_*.py, which gives what it got
 * hold of. Those that are open stand in test/spec/escape/open.ts, with the reason.
 */
const host = useHost();
const folder = new URL("escape/", import.meta.url);
const source = Object.fromEntries(
  readdirSync(folder)
    .filter((name) => name.endsWith(".py"))
    .map((name) => [name, readFileSync(new URL(name, folder), "utf8")]),
);

/** Ways that leave nothing behind share an instance, for as long as it lives. */
const SHARED = ["modules", "strings", "host"];

const ways = Object.entries(source)
  .filter(([name]) => name.startsWith("ways_"))
  .map(([name, text]) => ({
    file: name.slice("ways_".length, -".py".length),
    names: [...text.matchAll(/^(?:async )?def ([a-z]\w*)\(/gm)].map(([, way]) => way as string),
  }));

beforeAll(() => {
  process.env["PYTHONLESS_CANARY"] = "canary of the host";
  writeFileSync("/tmp/pythonless-canary.txt", "canary of the host");
});
afterAll(() => {
  delete process.env["PYTHONLESS_CANARY"];
  rmSync("/tmp/pythonless-canary.txt");
});

const UNHARMED = { outcome: "success", value: { got: null } };

/** What a way got hold of. Whatever ends its instance has got nothing. */
function gotBy({ outcome, value }: PlainExecution): string | null {
  if (outcome !== "success") return null;
  return typeof value === "object" ? (value as { got: string | null }).got : null;
}

describe.concurrent.each(ways)("out by $file", ({ file, names }) => {
  const isShared = SHARED.includes(file);
  let shared: TestedFunction | undefined;

  const open = () => host.open(source, { executionTimeoutMs: 5_000 });

  async function instance(): Promise<TestedFunction> {
    if (!isShared) return open();
    shared ??= await open();
    return shared;
  }

  const inTurn = isShared ? test.sequential : test;
  inTurn.each(names)("%s", async (name) => {
    const way = `${file}.${name}`;
    const fn = await instance();
    const execution = await fn.execute(way);
    if (process.env["PYTHONLESS_SHOW"]) console.log(way, JSON.stringify(execution.value ?? execution.error));
    const isOpen = OPEN[inject("host")].has(way);
    expect(gotBy(execution)).toEqual(isOpen ? expect.any(String) : null);
    // The host is none the worse, and a call after it works: the next one, unless the way ends its instance late.
    const after = await fn.execute("none.none");
    if (after.outcome === "crashed") expect(await fn.execute("none.none")).toMatchObject(UNHARMED);
    else expect(after).toMatchObject(UNHARMED);
    if (fn !== shared) await fn.close();
  });
});

test("a way that is open is seen", async () => {
  const opened = await host.open(source, { sandbox: false });
  expect(gotBy(await opened.execute("modules.import_js"))).toMatch(/^got /);
});

test("at least sixty ways are tried, and those that are open exist", () => {
  const all = ways.flatMap(({ file, names }) => names.map((name) => `${file}.${name}`));
  expect(all.length).toBeGreaterThanOrEqual(60);
  expect([...OPEN.node.keys(), ...OPEN.browser.keys()].filter((way) => !all.includes(way))).toEqual([]);
});
