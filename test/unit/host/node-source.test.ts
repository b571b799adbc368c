import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { strToU8, zipSync } from "fflate";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { UsageError } from "../../../src/errors.ts";
import { readSource } from "../../../src/host/node-source.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pythonless-source-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

describe("a folder", () => {
  test("is read with its folders, bytes as they are", () => {
    write({
      "main.py": "code",
      "lib/deep/a.bin": new Uint8Array([0, 255, 0x80]),
      ".env": "A=1",
      __proto__x: "",
    });
    write({ ["__proto__"]: "odd" });
    const files = readSource(folder);
    expect(Object.keys(files).sort()).toEqual([
      ".env",
      "__proto__",
      "__proto__x",
      "lib/deep/a.bin",
      "main.py",
    ]);
    expect(new Uint8Array(files["lib/deep/a.bin"] as Uint8Array)).toEqual(new Uint8Array([0, 255, 0x80]));
    expect(Buffer.from(files["main.py"] as Uint8Array).toString()).toBe("code");
  });

  test("is read by a relative path and with a slash at its end", () => {
    write({ "main.py": "" });
    expect(Object.keys(readSource(`${relative(process.cwd(), folder)}/`))).toEqual(["main.py"]);
  });

  test.each([".git", "node_modules", "__pycache__", ".venv"])("is read without %s, at any depth", (name) => {
    write({ "main.py": "", [`${name}/a.py`]: "", [`lib/${name}/a.py`]: "", [`lib/${name}x`]: "" });
    expect(Object.keys(readSource(folder))).toEqual([`lib/${name}x`, "main.py"]);
  });

  test("may be empty", () => {
    expect(readSource(folder)).toEqual({});
  });

  test("may be named like a zip", () => {
    write({ "fn.zip/main.py": "" });
    expect(Object.keys(readSource(join(folder, "fn.zip")))).toEqual(["main.py"]);
  });

  test("may hold links to files and folders, two to the same one too", () => {
    write({ "main.py": "", "lib/a.py": "" });
    link("main.py", "index.py");
    link("lib", "alias");
    expect(Object.keys(readSource(folder)).sort()).toEqual(["alias/a.py", "index.py", "lib/a.py", "main.py"]);
  });

  test("may hold links that lead back, or to nothing", () => {
    write({ "main.py": "", "lib/a.py": "" });
    link(".", "lib/up");
    link("nowhere", "lock");
    expect(Object.keys(readSource(folder))).toEqual(["lib/a.py", "main.py"]);
  });

  test("that holds what cannot be read is refused, naming it", () => {
    write({ "main.py": "" });
    link("loop", "loop");
    expect(() => readSource(folder)).toThrow(UsageError);
    expect(() => readSource(folder)).toThrow(
      /^source: expected the path of a folder or of a \.zip, got .*ELOOP.*loop'\.$/,
    );
  });
});

describe("a zip", () => {
  test.each(["fn.zip", "FN.ZIP"])("named %s is unpacked", (name) => {
    write({ [name]: zipSync({ "main.py": strToU8("code") }) });
    expect(readSource(join(folder, name))).toEqual({ "main.py": strToU8("code") });
  });

  test("that is none is refused", () => {
    write({ "fn.zip": "no zip" });
    expect(() => readSource(join(folder, "fn.zip"))).toThrow(
      "source: expected a zip archive, got 6 bytes that cannot be unpacked (invalid zip data).",
    );
  });
});

describe("a path is refused", () => {
  test.each([
    ["to a .py file", "main.py", "it is a file; give the folder it lies in."],
    ["to nothing", "nothing", "it does not exist."],
    ["below a file", "main.py/a", /ENOTDIR: not a directory, .*\.$/],
  ])("%s", (_, name, reason) => {
    write({ "main.py": "" });
    const path = join(folder, name);
    const start = `source: expected the path of a folder or of a .zip, got ${JSON.stringify(path)} (${path}): `;
    expect(() => readSource(path)).toThrow(UsageError);
    expect(() => readSource(path)).toThrow(start);
    expect(() => readSource(path)).toThrow(reason);
  });
});

function write(files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

function link(target: string, path: string): void {
  symlinkSync(target === "loop" || target === "nowhere" ? target : join(folder, target), join(folder, path));
}
