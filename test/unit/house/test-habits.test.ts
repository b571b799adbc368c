import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { root, withoutComments } from "./sources.ts";

/** What may not occur in `test`: a pattern, the files it does not hold for, lines it must find, lines it must not. */
const BANS = [
  {
    name: "a test waits for a fact, never for a while",
    pattern:
      /new Promise(<[^>]*>)?\(\s*\(?(\w+)\)?\s*=>\s*\{?\s*setTimeout\(\s*\2\b(?!\s*,\s*0\s*\))|timers\/promises|waitForTimeout/,
    except: [
      // Moments are what they try.
      "node/random-kills.test.ts",
      "soak/kinds.mjs",
      // They look again and again whether a thread or a process has ended.
      "run/processes.mjs",
      "soak/leftovers.mjs",
      // It measures what a time without calls takes.
      "soak/memory.mjs",
    ],
    specimens: [
      "await new Promise((resolve) => setTimeout(resolve, 50));",
      "const later = (ms) => new Promise<void>((done) => {\n  setTimeout(done, ms);\n});",
      'import { setTimeout as delay } from "node:timers/promises";',
      "await page.waitForTimeout(700);",
    ],
    innocent: ["await new Promise((resolve) => setTimeout(resolve, 0));", "setTimeout(stop, 10);"],
  },
  {
    name: "no test is left out, and none alone is run",
    pattern:
      /\b(test|it|describe|suite)(\.\w+)*\.(only|skip|todo|fails)\b|\bskipTest\(|@unittest\.|\.skip\(\)/,
    except: [],
    specimens: [
      "test.only(",
      "describe.concurrent.skip(",
      "self.skipTest('later')",
      "@unittest.skip",
      "context.skip()",
    ],
    innocent: ['test.skipIf(process.platform === "win32")(', "onlyOne.test("],
  },
  {
    name: "no test is run again until it passes",
    pattern: /\bretry\s*:|\brepeats\s*:|--retry\b/,
    except: [],
    specimens: ["test('once', { retry: 2 }, run);", "vitest --retry=3"],
    innocent: ["async: { maxRetries: 2 }"],
  },
] as const;

const OWN = "unit/house/test-habits.test.ts";
const files = readdirSync(join(root, "test"), { recursive: true, encoding: "utf8" })
  .map((name) => name.replaceAll("\\", "/"))
  // The bench measures times, and is no test.
  .filter(
    (name) => /\.(ts|mjs|py)$/.test(name) && !/(^|\/)node_modules\/|^bench\//.test(name) && name !== OWN,
  )
  .sort();

describe.each(BANS)("$name", ({ pattern, except, specimens, innocent }) => {
  test("in all of test", () => {
    const exceptions: readonly string[] = except;
    const guilty = files.filter((file) =>
      pattern.test(withoutComments(readFileSync(join(root, "test", file), "utf8"))),
    );
    expect(guilty).toEqual([...exceptions].sort());
  });

  test("and the pattern finds its specimens, and nothing innocent", () => {
    for (const line of specimens) expect(line).toMatch(pattern);
    for (const line of innocent) expect(line).not.toMatch(pattern);
  });
});
