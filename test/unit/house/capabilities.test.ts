import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { capabilities } from "../../capabilities/read.ts";
import { readmeWithCapabilities } from "../../capabilities/readme.mjs";
import { root } from "./sources.ts";

describe("the table of what Python can do", () => {
  test("has lines for the README, each with rows that prove it", () => {
    for (const { what, here, rows } of capabilities) {
      expect(`${what}${here}`).not.toMatch(/[\n|]|\.$/);
      expect(rows.length, what).toBeGreaterThan(0);
    }
  });

  test("has rows of a name that is there once, which say what they come to", () => {
    const rows = capabilities.flatMap((capability) => capability.rows);
    const names = rows.map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    expect(rows.filter((row) => "gives" in row === "raises" in row)).toEqual([]);
  });

  test("is what the README says", () => {
    const readme = readFileSync(join(root, "README.md"), "utf8");
    expect(readme).toBe(readmeWithCapabilities(readme));
  });
});
