import { unzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { openWheel } from "../../../src/packages/wheel.ts";
import { makeWheel } from "../../wheels/make-wheel.ts";

const open = (plan: Parameters<typeof makeWheel>[0]) => openWheel(unzipSync(makeWheel(plan)));

describe("a wheel", () => {
  test("tells its name and its version, and keeps what says so", () => {
    const { name, version, files } = open({
      name: "my-demo",
      version: "2.0",
      files: { "demo/__init__.py": "" },
    });
    expect([name, version]).toEqual(["my-demo", "2.0"]);
    expect(Object.keys(files)).toEqual([
      "demo/__init__.py",
      "my_demo-2.0.dist-info/METADATA",
      "my_demo-2.0.dist-info/WHEEL",
      "my_demo-2.0.dist-info/RECORD",
    ]);
  });

  test("has its data put where pip puts it: libraries beside the rest, scripts and headers nowhere", () => {
    const data = ["purelib/a.py", "platlib/b/c.py", "scripts/run", "headers/x.h", "data/share/y"];
    const { files } = open({ files: Object.fromEntries(data.map((path) => [`demo-1.0.data/${path}`, ""])) });
    expect(Object.keys(files).filter((path) => !path.includes("dist-info"))).toEqual(["a.py", "b/c.py"]);
  });

  test("may fit by one of several tags", () => {
    expect(open({ tags: ["cp39-cp39-win32", "py3-none-any"] }).name).toBe("demo");
  });
});

describe("is refused by its name", () => {
  test("when it is built for something else, with its tags and those that fit", () => {
    const plan = { name: "numpy", version: "2.1.0", tags: ["cp312-cp312-manylinux_2_17_x86_64"] };
    expect(() => open(plan)).toThrow(
      "numpy 2.1.0 is built for cp312-cp312-manylinux_2_17_x86_64; here fit py3-none-any, cp314-cp314-pyemscripten_2026_0_wasm32, cp314-cp314-pyodide_2026_0_wasm32, cp314-cp314-emscripten_5_0_3_wasm32",
    );
  });

  test("when it names no tag: those of its description are none", () => {
    expect(() => open({ tags: [] })).toThrow("demo 1.0 is built for nothing that it names");
  });

  test.each([
    [
      "no wheel",
      { "demo-1.0/setup.py": "" },
      "it is no wheel: it has no .dist-info/WHEEL. Make one with pip wheel",
    ],
    [
      "two wheels",
      { "a-1.dist-info/WHEEL": "", "b-1.dist-info/WHEEL": "" },
      "it is several wheels in one: a-1.dist-info, b-1.dist-info",
    ],
    [
      "a wheel without a name",
      { "a-1.dist-info/WHEEL": "Tag: py3-none-any" },
      "a-1.dist-info/METADATA has no name and version",
    ],
  ])("when it is %s", (_, files, message) => {
    expect(() => openWheel(files)).toThrow(message);
  });
});
