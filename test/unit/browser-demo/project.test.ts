import { zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { asProjectFiles, fromZip, toZip } from "../../../browser-demo/state/archive.ts";
import {
  fileNames,
  nameProblem,
  projectOf,
  withFile,
  withNewName,
  withoutFile,
  withText,
} from "../../../browser-demo/state/project.ts";
import { versionCommand } from "../../../browser-demo/state/yc-command.ts";

const HANDLER = "def handler(event, context):\n    return {}\n";
const project = projectOf({ "main.py": HANDLER, "a/b.py": "", "z.py": "" });

describe("files", () => {
  test("of the root come first, each folder in the order of the alphabet", () => {
    expect(fileNames({ "a/b.py": "", "z.py": "", "main.py": "", "a/a.py": "" })).toEqual([
      "main.py",
      "z.py",
      "a/a.py",
      "a/b.py",
    ]);
  });

  test.each<[string, Record<string, string>, string]>([
    ["main.py", { "index.py": HANDLER, "main.py": HANDLER }, "main.handler"],
    ["index.py", { "index.py": HANDLER, "main.py": "" }, "index.handler"],
    ["whichever has an async handler", { "shop.py": `async ${HANDLER}`, "main.py": "" }, "shop.handler"],
    ["main.py where nobody has one", { "x.py": "" }, "main.handler"],
  ])("have their entry point in %s", (_, files, entrypoint) => {
    expect(projectOf(files).entrypoint).toBe(entrypoint);
  });

  test("that are added are empty and open", () => {
    expect(withFile(project, "new.py")).toMatchObject({ openFile: "new.py", files: { "new.py": "" } });
  });

  test("that are deleted leave their neighbour open", () => {
    expect(withoutFile(project, "main.py").openFile).toBe("z.py");
    expect(withoutFile({ ...project, openFile: "a/b.py" }, "a/b.py").openFile).toBe("z.py");
    expect(withoutFile(project, "z.py").openFile).toBe("main.py");
  });

  test("take the entry point with them when they get another name", () => {
    expect(withNewName(project, "main.py", "shop.py")).toMatchObject({
      entrypoint: "shop.handler",
      openFile: "shop.py",
      files: { "shop.py": HANDLER },
    });
    expect(withNewName(project, "z.py", "y.py").entrypoint).toBe("main.handler");
    expect(withNewName(project, "main.py", "main.txt").entrypoint).toBe("main.handler");
  });

  test("are the same project when their text is", () => {
    expect(withText(project, "main.py", HANDLER)).toBe(project);
    expect(withText(project, "main.py", "").files["main.py"]).toBe("");
  });

  test.each([
    ["", "empty"],
    ["main.py", "taken"],
    ["a", "taken"],
    ["main.py/x.py", "taken"],
    ["../x.py", "forbidden"],
    ["/x.py", "forbidden"],
    ["a//x.py", "forbidden"],
    ["a\\x.py", "forbidden"],
    ["x\u0000.py", "forbidden"],
    ["__proto__", "forbidden"],
    ["helpers.py", undefined],
    ["a/c.py", undefined],
  ])("go by the name %j: %s", (name, problem) => {
    expect(nameProblem(project.files, name)).toBe(problem);
  });

  test("may keep their own name", () => {
    expect(nameProblem(project.files, "main.py", "main.py")).toBeUndefined();
  });
});

describe("an archive", () => {
  const files = { "main.py": HANDLER, "data/logo.png": new Uint8Array([0x89, 0x50, 0, 255]) };

  test("gives back the files that it was made of, and is the same each time", () => {
    expect(fromZip(toZip(files))).toEqual(files);
    expect(toZip(files)).toEqual(toZip(files));
  });

  test("loses the folder that all its files lie in, and what tools leave behind", () => {
    const bytes = new TextEncoder().encode("x");
    const paths = [
      "shop/app/main.py",
      "shop/app/lib/a.py",
      "shop/.git/HEAD",
      "__MACOSX/shop/x",
      "shop/app/__pycache__/a.pyc",
    ];
    expect(asProjectFiles(paths.map((path) => [path, bytes]))).toEqual({ "main.py": "x", "lib/a.py": "x" });
  });

  test("keeps its folders where there is something beside them", () => {
    const bytes = new Uint8Array();
    expect(
      Object.keys(
        asProjectFiles([
          ["main.py", bytes],
          ["lib/a.py", bytes],
        ]),
      ),
    ).toEqual(["main.py", "lib/a.py"]);
  });

  test("with a way out of its folder has nothing there", () => {
    expect(fromZip(zipSync({ "../up.py": new Uint8Array(1), "ok.py": new Uint8Array() }))).toEqual({
      "ok.py": "",
    });
  });

  test("that is none is refused", () => {
    expect(() => fromZip(new Uint8Array([1, 2, 3]))).toThrow();
  });

  test("that claims more than fits into a page is refused before it is unpacked", () => {
    expect(() => fromZip(zipSync({ big: new Uint8Array(64_000_001) }))).toThrow(/more than/);
  });
});

test("the command makes the same version in the cloud", () => {
  const settings = {
    environment: [
      ["NAME", "Ada L"],
      ["", "x"],
    ] as const,
    timeoutMs: 1_500,
    memoryMb: 256,
  };
  expect(versionCommand(projectOf({ "main.py": HANDLER }, settings))).toBe(
    [
      "yc serverless function version create",
      "--function-name my-function",
      "--runtime python314",
      "--entrypoint main.handler",
      "--memory 256MB",
      "--execution-timeout 2s",
      "--source-path ./function.zip",
      "--environment 'NAME=Ada L'",
    ].join(" \\\n  "),
  );
});
