import { describe, expect, test } from "vitest";
import { codeOf, sourceFiles, withoutComments } from "./sources.ts";

const CONSTANT_PYTHON = /^worker\/pyodide\/constant-python\.ts$/;

/** What may not occur in `src`: a pattern, the paths it does not hold for, a line it must find. */
const BANS = [
  {
    name: "platforms are chosen in package.json, not by asking for globals",
    pattern: /typeof (window|process|document|self|importScripts|Deno|Bun)\b|process\.versions\b/,
    except: [],
    specimen: 'if (typeof window === "undefined") start();',
  },
  {
    name: "no value is of type any",
    pattern: /(:|<|\||&|,|\bas|\bsatisfies)\s*any\b(?!\s*[:(])/,
    except: [],
    specimen: "const value = read() as any;",
  },
  {
    name: "Python lives in .py files",
    pattern: /^\s*(def \w+\(.*\).*:|class \w+(\(.*\))?:|from [\w.]+ import |import \w+(, \w+)*$|async def )/m,
    except: [],
    specimen: "const code = `\nfrom js import process\n`;",
  },
  {
    name: "one file runs Python",
    pattern: /\brunPython(Async)?\b/,
    except: [CONSTANT_PYTHON],
    specimen: "pyodide.runPython(code);",
  },
  {
    name: "time and timers come from #clock, which test runners do not fake",
    pattern:
      /\bDate\.now\b|new Date\(\)|\bperformance\.\w|\b(set|clear)(Timeout|Interval|Immediate)\b|\bhrtime\b|AbortSignal\.timeout/,
    // A worker has globals of its own. Events are dated as the caller's code is. The command line runs in no test runner.
    except: [/^clock\//, /^worker\//, /^events\//, /^cli\//],
    specimen: "const timer = setTimeout(stop, 10);",
  },
] as const;

describe.each(BANS)("$name", ({ pattern, except, specimen }) => {
  test("in all of src", () => {
    const exceptions: readonly RegExp[] = except;
    const guilty = sourceFiles().filter(
      (file) => !exceptions.some((exception) => exception.test(file)) && pattern.test(codeOf(file)),
    );
    expect(guilty).toEqual([]);
  });

  test("and the pattern finds its specimen, but not in a comment", () => {
    expect(withoutComments(specimen)).toMatch(pattern);
    expect(withoutComments(`/* ${specimen} */`)).not.toMatch(pattern);
  });
});

test("what looks like a comment inside a string stays", () => {
  expect(withoutComments('const url = "file://a"; // gone\n`/*b*/`')).toBe(
    'const url = "file://a";  \n`/*b*/`',
  );
});
