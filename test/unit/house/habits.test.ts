import { describe, expect, test } from "vitest";
import { codeOf, sourceFiles, withoutComments } from "./sources.ts";

const CONSTANT_PYTHON = "worker/pyodide/constant-python.ts";

/** What may not occur in `src`: a pattern, the files it does not hold for, a line it must find. */
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
] as const;

describe.each(BANS)("$name", ({ pattern, except, specimen }) => {
  test("in all of src", () => {
    const free: readonly string[] = except;
    const guilty = sourceFiles().filter((file) => !free.includes(file) && pattern.test(codeOf(file)));
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
