import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { useHost } from "./host.ts";

const host = useHost();
const read = (name: string) => readFileSync(new URL(`../linux/${name}`, import.meta.url), "utf8");
const { facts, different } = JSON.parse(read("facts.json")) as { facts: object; different: object };

test("the standard library answers as CPython on Linux, but for the differences that are listed", async () => {
  const fn = await host.open(read("compare.py"), { executionTimeoutMs: 60_000 });
  expect(await fn.invoke(facts)).toEqual({ value: different });
});
