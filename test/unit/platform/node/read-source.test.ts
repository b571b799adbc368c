import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { strToU8, zipSync } from "fflate";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { UsageError } from "../../../../src/errors.ts";
import { readPath, readSource } from "../../../../src/platform/node/read-source.ts";
import { SERVICE_LIMITS } from "../../../../src/source/limits.ts";
import { readSourceLater } from "../../../../src/source/unzip.ts";

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
    const files = readPath(folder, SERVICE_LIMITS);
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
    expect(Object.keys(readPath(`${relative(process.cwd(), folder)}/`, SERVICE_LIMITS))).toEqual(["main.py"]);
  });

  test.each([".git", "node_modules", "__pycache__", ".venv"])("is read without %s, at any depth", (name) => {
    write({ "main.py": "", [`${name}/a.py`]: "", [`lib/${name}/a.py`]: "", [`lib/${name}x`]: "" });
    expect(Object.keys(readPath(folder, SERVICE_LIMITS))).toEqual([`lib/${name}x`, "main.py"]);
  });

  test("may be empty", () => {
    expect(readPath(folder, SERVICE_LIMITS)).toEqual({});
  });

  test("may be named like a zip", () => {
    write({ "fn.zip/main.py": "" });
    expect(Object.keys(readPath(join(folder, "fn.zip"), SERVICE_LIMITS))).toEqual(["main.py"]);
  });

  test("may hold links to files and folders, two to the same one too", () => {
    write({ "main.py": "", "lib/a.py": "" });
    link("main.py", "index.py");
    link("lib", "alias");
    expect(Object.keys(readPath(folder, SERVICE_LIMITS)).sort()).toEqual([
      "alias/a.py",
      "index.py",
      "lib/a.py",
      "main.py",
    ]);
  });

  test("may hold links that lead back, or to nothing", () => {
    write({ "main.py": "", "lib/a.py": "" });
    link(".", "lib/up");
    link("nowhere", "lock");
    expect(Object.keys(readPath(folder, SERVICE_LIMITS))).toEqual(["lib/a.py", "main.py"]);
  });

  test("over the limit is refused before it is read whole", () => {
    write({ "a.py": "12", "lib/b.py": "345" });
    const limits = { ...SERVICE_LIMITS, unpackedBytes: 4 };
    expect(() => readPath(folder, limits)).toThrow(UsageError);
    expect(() => readPath(folder, limits)).toThrow(
      "its files have more than the 4 bytes that a function may have.",
    );
    expect(Object.keys(readPath(folder, { ...limits, unpackedBytes: 5 }))).toHaveLength(2);
  });

  test("whose links make a tree without end is refused", () => {
    const names = ["a", "b", "c", "d", "e", "f", "g", "h", "i"];
    for (const name of names) write({ [`${name}/code.py`]: "" });
    for (const from of names) for (const to of names) if (from !== to) link(to, `${from}/${to}`);
    expect(() => readPath(folder, { ...SERVICE_LIMITS, files: 1_000 })).toThrow(
      "it has more than 1000 files and folders.",
    );
  });

  test.runIf(process.platform === "linux")("with a name that is not UTF-8 is refused, naming it", () => {
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xa3]), Buffer.from(".py")]), "");
    expect(() => readPath(folder, SERVICE_LIMITS)).toThrow(/the name of .*\ufffd\.py is not UTF-8\.$/);
  });

  test("that holds what cannot be read is refused, naming it", () => {
    write({ "main.py": "" });
    link("loop", "loop");
    expect(() => readPath(folder, SERVICE_LIMITS)).toThrow(UsageError);
    expect(() => readPath(folder, SERVICE_LIMITS)).toThrow(
      /^source: expected the path of a folder or of a \.zip, got .*ELOOP.*loop'\.$/,
    );
  });
});

describe("a zip", () => {
  test.each(["fn.zip", "FN.ZIP"])("named %s is unpacked", (name) => {
    write({ [name]: zipSync({ "main.py": strToU8("code") }) });
    expect(readPath(join(folder, name), SERVICE_LIMITS)).toEqual({ "main.py": strToU8("code") });
  });

  test("over the limit is refused before it is read", () => {
    write({ "fn.zip": "no zip" });
    const limits = { ...SERVICE_LIMITS, archiveBytes: 5 };
    expect(() => readPath(join(folder, "fn.zip"), limits)).toThrow(
      "it has 6 bytes, more than the limit of 5.",
    );
  });

  test("that is none is refused", () => {
    write({ "fn.zip": "no zip" });
    expect(() => readPath(join(folder, "fn.zip"), SERVICE_LIMITS)).toThrow(
      "source: expected a zip archive, got 6 bytes that cannot be unpacked (its end is not there: it is no zip, or it was cut off).",
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
    expect(() => readPath(path, SERVICE_LIMITS)).toThrow(UsageError);
    expect(() => readPath(path, SERVICE_LIMITS)).toThrow(start);
    expect(() => readPath(path, SERVICE_LIMITS)).toThrow(reason);
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

describe("a URL", () => {
  const server = createServer((request, response) => {
    if (request.url !== "/code.zip") response.statusCode = 404;
    response.end(zipSync({ "main.py": strToU8("code") }));
  });

  beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
  afterAll(() => server.close());

  const address = (path: string): URL =>
    new URL(path, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);

  test("of a folder is read, of any realm", () => {
    write({ "main.py": "code", "a b/%41.py": "" });
    const url = pathToFileURL(`${folder}/`);
    expect(Object.keys(readSource(url, SERVICE_LIMITS) ?? {}).sort()).toEqual(["a b/%41.py", "main.py"]);
    expect(readSource(new (class extends URL {})(url.href), SERVICE_LIMITS)).toHaveProperty(["main.py"]);
  });

  test("of a zip is downloaded", async () => {
    expect(readSource(address("/code.zip"), SERVICE_LIMITS)).toBeUndefined();
    const files = await readSourceLater(address("/code.zip"), SERVICE_LIMITS);
    expect(files).toEqual({ "main.py": strToU8("code") });
  });

  test.each([
    ["answers otherwise", () => address("/none.zip"), "it was answered with status 404."],
    ["does not answer", () => new URL("http://127.0.0.1:1/code.zip"), "fetch failed ("],
  ])("that %s is refused with the reason", async (_, url, reason) => {
    const failure = await readSourceLater(url(), SERVICE_LIMITS).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UsageError);
    expect((failure as UsageError).message).toContain(
      `source: expected the zip at ${url().href}, got none: ${reason}`,
    );
  });
});
