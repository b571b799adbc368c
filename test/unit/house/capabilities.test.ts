import { describe, expect, test } from "vitest";
import { capabilities } from "../../capabilities/read.ts";

describe("the table of what Python can do", () => {
  test("has lines for docs/python.md, each with rows that prove it", () => {
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
});
