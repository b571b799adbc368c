import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { contractTable, type Mark } from "../../contract/read.ts";
import { sections } from "../../contract/sections.mjs";
import { root } from "./sources.ts";

const MARKS: readonly Mark[] = ["documented", "seen", "ruling", "differs"];
const names = readdirSync(join(root, "test/contract"))
  .filter((file) => file.endsWith(".json") && file !== "left-out.json")
  .map((file) => file.slice(0, -".json".length));

/** The text of every test file of TypeScript and Python. */
const suites = readdirSync(join(root, "test"), { recursive: true, encoding: "utf8" })
  .filter((path) => /(\.test\.ts|test_\w+\.py)$/.test(path))
  .map((path) => readFileSync(join(root, "test", path), "utf8"));

describe.each(names)("the table %s", (name) => {
  const { title, facts } = contractTable<object>(name);
  const rows = facts.flatMap((fact) => fact.rows);

  test("has a title, and facts that are sentences of one line with rows", () => {
    expect(title).toMatch(/^\S.*\S$/);
    for (const { fact, rows } of facts) {
      expect(fact).toMatch(/^[^\n|]{10,150}[^\n|.]$/);
      expect(rows.length, fact).toBeGreaterThan(0);
    }
  });

  test("has rows of a section that exists, with one of the four marks", () => {
    const wrong = rows.filter(({ section, mark }) => !sections.includes(section) || !MARKS.includes(mark));
    expect(wrong).toEqual([]);
  });

  test("has no name twice", () => {
    const twice = rows.map((row) => row.name).filter((name, index, all) => all.indexOf(name) !== index);
    expect(twice).toEqual([]);
  });

  test("is read by a suite", () => {
    const reading = new RegExp(`contract(Rows|Table)<\\w+>\\("${name}"\\)|contract_rows\\("${name}"\\)`);
    expect(suites.some((text) => reading.test(text))).toBe(true);
  });
});

test("no fact is told under two titles", () => {
  const titlesOf = new Map<string, Set<string>>();
  for (const { title, facts } of names.map((name) => contractTable<object>(name))) {
    for (const { fact } of facts) titlesOf.set(fact, (titlesOf.get(fact) ?? new Set()).add(title));
  }
  expect([...titlesOf].filter(([, titles]) => titles.size > 1)).toEqual([]);
});

test("what is left out has a section that exists, a fact and a reason", () => {
  const path = join(root, "test/contract/left-out.json");
  const leftOut = JSON.parse(readFileSync(path, "utf8")) as Record<string, string>[];
  for (const row of leftOut) {
    expect(Object.keys(row)).toEqual(["section", "fact", "why"]);
    expect(sections).toContain(row["section"]);
    expect(`${row["fact"]}${row["why"]}`).not.toMatch(/[\n|]|\.$/);
  }
});
