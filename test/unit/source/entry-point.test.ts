import { describe, expect, test } from "vitest";
import { UsageError } from "../../../src/errors.ts";
import { checkEntryPoint, findHandlers } from "../../../src/source/entry-point.ts";
import { toCodeFiles } from "../../../src/source/files.ts";

const FILES = toCodeFiles({
  "main.py": "def handler(event, context): pass",
  "app/__init__.py": "",
  "app/login.py": "",
  "текст.py": "",
  "my-function.py": "",
  "01_fn.py": "",
  "class.py": "",
  "my-app/my-file.py": "",
  "v1.2/main.py": "",
  "old.main.py": "",
  "notes.txt": "def handler(event, context): pass",
});

describe("checkEntryPoint()", () => {
  test.each([
    "main.handler",
    "main.nobody",
    "app.handler",
    "app.login.handler",
    "текст.обработчик",
    "main._x1",
    "my-function.handler",
    "01_fn.handler",
    "class.handler",
    "app/login.handler",
    "my-app.my-file.handler",
    "my-app/my-file.handler",
    "v1.2/main.handler",
  ])("takes %s", (entrypoint) => {
    expect(checkEntryPoint(entrypoint, FILES)).toBe(entrypoint);
  });

  const FOUND = "Handlers found: main.handler.";
  const FORM = "entrypoint: expected <file>.<callable>, such as main.handler, got";
  test.each<[string, string | undefined]>([
    [`entrypoint: expected <file>.<callable>, got nothing. ${FOUND}`, undefined],
    [`${FORM} "". ${FOUND}`, ""],
    [`${FORM} "main". ${FOUND}`, "main"],
    [`${FORM} "main.". ${FOUND}`, "main."],
    [`${FORM} ".handler". ${FOUND}`, ".handler"],
    [`${FORM} "main..handler". ${FOUND}`, "main..handler"],
    [`${FORM} "main.handler()". ${FOUND}`, "main.handler()"],
    [`${FORM} "main.my-handler". ${FOUND}`, "main.my-handler"],
    [`${FORM} "/main.handler". ${FOUND}`, "/main.handler"],
    [`${FORM} "./main.handler". ${FOUND}`, "./main.handler"],
    [`${FORM} "../main.handler". ${FOUND}`, "../main.handler"],
    [`${FORM} "app\\\\login.handler". ${FOUND}`, "app\\login.handler"],
    [
      'entrypoint: expected a file with no dot in its name, got "old.main.py". Rename it: the service refuses it too.',
      "old.main.handler",
    ],
    [
      'entrypoint: expected the file without its .py, that is "v1.2/main.handler", got "v1.2/main.py.handler".',
      "v1.2/main.py.handler",
    ],
    [`${FORM} "main.handler\\n". ${FOUND}`, "main.handler\n"],
    [
      `entrypoint: expected the file index.py in the source for "index.handler"; it is not there. ${FOUND}`,
      "index.handler",
    ],
    [
      'entrypoint: expected the file without its .py, that is "main.handler", got "main.py.handler".',
      "main.py.handler",
    ],
  ])("refuses with: %s", (sentence, entrypoint) => {
    expect(() => checkEntryPoint(entrypoint, FILES)).toThrow(new UsageError("INVALID_OPTION", sentence));
  });

  test.each([
    ["an empty source", {}, "The source holds no .py file."],
    [
      "a source without handlers",
      { "a.py": "def lonely(): pass" },
      "No function with two parameters was found in a.py.",
    ],
  ])("helps with %s", (_, files, help) => {
    expect(() => checkEntryPoint(undefined, toCodeFiles(files))).toThrow(help);
  });

  test("lists ten handlers at most", () => {
    const code = Array.from({ length: 12 }, (_, n) => `def h${n}(a, b): pass\n`).join("");
    expect(() => checkEntryPoint(undefined, toCodeFiles({ "m.py": code }))).toThrow(/m\.h8, m\.h9\.$/);
  });
});

describe("findHandlers() finds", () => {
  test.each([
    ["a plain function", "def handler(event, context):\n    pass"],
    ["a coroutine", "async def handler(event, context): pass"],
    ["parameters on lines of their own", "def handler(\n    event,\n    context,\n):\n    pass"],
    ["types", "def handler(event: dict, context: Any) -> dict:\n    pass"],
    ["types with commas", "def handler(event: dict[str, list[int]], context: Dict[str, Any]) -> dict: pass"],
    ["a default", "def handler(event, context=None): pass"],
    ["what is decorated", "@wraps(x, y)\n@logged\ndef handler(event, context): pass"],
    ["Windows line ends", "import os\r\ndef handler(event, context):\r\n    pass\r\n"],
    ["names in any script", "def обработчик(событие, контекст): pass", "main.обработчик"],
    ["other names", "def _on_timer ( e,c ): pass", "main._on_timer"],
  ])("%s", (_, code, expected = "main.handler") => {
    expect(findHandlers(toCodeFiles({ "main.py": code }))).toEqual([expected]);
  });

  test("those in the root first, then by name, packages by theirs", () => {
    const code = "def h(a, b): pass";
    const files = toCodeFiles({ "z.py": code, "a/deep/x.py": code, "b/__init__.py": code, "c.py": code });
    expect(findHandlers(files)).toEqual(["c.h", "z.h", "b.h", "a.deep.x.h"]);
  });

  test("each by an entry point that is taken, also where no import statement could name its file", () => {
    const code = "def h(a, b): pass";
    const paths = [
      "my-fn.py",
      "01.py",
      "a-b/c-d.py",
      "v1.2/a.py",
      "v1.2/b/__init__.py",
      "v1.2/__init__.py",
      "x.y.py",
    ];
    const files = toCodeFiles(Object.fromEntries(paths.map((path) => [path, code])));
    const found = findHandlers(files);
    expect(found).toEqual(["01.h", "my-fn.h", "a-b.c-d.h", "v1.2/a.h", "v1.2/b.h"]);
    for (const entrypoint of found) expect(checkEntryPoint(entrypoint, files)).toBe(entrypoint);
  });
});

describe("findHandlers() passes over", () => {
  test.each([
    ["methods and nested functions", "class A:\n    def handler(self, event): pass\n\tdef other(a, b): pass"],
    ["functions of one parameter", "def handler(event): pass"],
    ["functions of three", "def handler(a, b, c): pass"],
    ["one parameter whose type has a comma", "def handler(event: dict[str, int]): pass"],
    ["comments", "# def handler(event, context): pass"],
    ["names that begin so", "default(event, context)\ndefhandler(event, context)"],
  ])("%s", (_, code) => {
    expect(findHandlers(toCodeFiles({ "main.py": code }))).toEqual([]);
  });

  test("a file that never ends its parameters, in no time", () => {
    const code = `def handler(${"a".repeat(200_000)}\n${"def x(y[".repeat(2_000)}`;
    const startedAt = performance.now();
    expect(findHandlers(toCodeFiles({ "main.py": code }))).toEqual([]);
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });
});
