import { describe, expect, test } from "vitest";
import { tinyLibrary } from "../wheels/dynamic-library.ts";
import { makeWheel } from "../wheels/make-wheel.ts";
import { useHost } from "./host.ts";

const host = useHost();

/** `importlib.metadata` imports much of Python. */
const SLOW = { executionTimeoutMs: 20_000 };

const TELL = `
import importlib.metadata, importlib.resources, sys
import demo

def handler(event, context):
    return {
        "value": demo.VALUE,
        "file": demo.__file__,
        "version": importlib.metadata.version("my-demo"),
        "distributions": sorted(found.metadata["Name"] for found in importlib.metadata.distributions()),
        "resource": importlib.resources.files("demo").joinpath("data.txt").read_text(),
        "path": sys.path[:3],
    }
`;

const demo = (value: string, version = "1.0") =>
  makeWheel({
    name: "my-demo",
    version,
    files: { "demo/__init__.py": `VALUE = ${JSON.stringify(value)}`, "demo/data.txt": "data" },
  });

describe("wheels", () => {
  test("are packages that the function imports, with their names, versions and data", async () => {
    const other = makeWheel({ name: "other", files: { "other.py": "" } });
    const fn = await host.open(TELL, { wheels: [demo("from a wheel"), other], ...SLOW });
    expect(await fn.invoke()).toEqual({
      value: {
        value: "from a wheel",
        file: "/function/packages/demo/__init__.py",
        version: "1.0",
        distributions: ["my-demo", "other"],
        resource: "data",
        path: ["/function/code", "/function/packages", "/function/runtime"],
      },
    });
  });

  test("stand behind the function's own files", async () => {
    const source = {
      "main.py": "import demo\ndef handler(event, context): return demo.VALUE",
      "demo.py": "VALUE = 'own'",
    };
    const fn = await host.open(source, { wheels: [demo("from a wheel")] });
    expect(await fn.invoke()).toEqual({ value: "own" });
  });

  test("are frozen with the function, and by their content", async () => {
    for (const value of ["first", "second"]) {
      const fn = await host.open(TELL, { wheels: [demo(value)], snapshot: "function", ...SLOW });
      expect(await fn.invoke()).toMatchObject({ value: { value, version: "1.0" } });
      await fn.close();
      const again = await host.open(TELL, { wheels: [demo(value)], snapshot: "function", ...SLOW });
      expect(await again.execute()).toMatchObject({ value: { value, version: "1.0", resource: "data" } });
    }
  });

  test("that do not fit are refused by their names, with the tags that do", async () => {
    const wheel = makeWheel({ name: "numpy", version: "2.1.0", tags: ["cp314-cp314-manylinux_2_28_x86_64"] });
    const fn = await host.open(TELL, { wheels: [wheel] });
    const { outcome, error } = await fn.execute();
    expect([outcome, error?.code, error?.blame, error?.phase]).toEqual([
      "rejected",
      "SOURCE_UNREADABLE",
      "function",
      "init",
    ]);
    expect(error?.errorMessage).toBe(
      "wheels[0]: numpy 2.1.0 is built for cp314-cp314-manylinux_2_28_x86_64; here fit py3-none-any, cp314-cp314-pyemscripten_2026_0_wasm32, cp314-cp314-pyodide_2026_0_wasm32, cp314-cp314-emscripten_5_0_3_wasm32.",
    );
    expect(error?.hint).toContain("py3-none-any");
    const { status, headers, body } = await fn.fetch({ url: "http://localhost/" });
    expect([status, Object.fromEntries(headers)["x-function-error"]]).toEqual([502, "true"]);
    expect(JSON.parse(body)).toEqual({ errorMessage: error?.errorMessage, errorType: "UsageError" });
  });

  test("built for this Pyodide bring dynamic libraries, which load", async () => {
    const wheel = makeWheel({
      name: "tiny",
      tags: ["cp314-cp314-pyodide_2026_0_wasm32"],
      files: { "tiny.cpython-314-wasm32-emscripten.so": tinyLibrary() },
    });
    const fn = await host.open(
      "import tiny\ndef handler(event, context): return [tiny.__doc__, tiny.__file__]",
      {
        wheels: [wheel],
      },
    );
    expect(await fn.invoke()).toEqual({
      value: ["from WebAssembly", "/function/packages/tiny.cpython-314-wasm32-emscripten.so"],
    });
  });

  test("with dynamic libraries are not frozen, for those are not in a snapshot", async () => {
    const wheel = makeWheel({
      name: "tiny",
      tags: ["cp314-cp314-pyodide_2026_0_wasm32"],
      files: { "tiny.cpython-314-wasm32-emscripten.so": tinyLibrary() },
    });
    const source = `
import importlib, sys, tiny
def handler(event, context):
    del sys.modules["tiny"]
    return importlib.import_module("tiny").__doc__`;
    for (let time = 0; time < 2; time += 1) {
      const fn = await host.open(source, { wheels: [wheel], snapshot: "function", ...SLOW });
      expect(await fn.invoke()).toEqual({ value: "from WebAssembly" });
      await fn.close();
    }
  });

  test("that are no array are refused at once", async () => {
    const refused = await host.refusal({ source: {}, wheels: "a.whl" });
    expect(refused).toContain('wheels: expected an array of paths, URLs or bytes, got "a.whl" (string).');
  });
});

test("a package in the source brings its metadata along, as zips for the cloud carry it", async () => {
  const source = {
    "main.py": TELL,
    "demo/__init__.py": "VALUE = 'vendored'",
    "demo/data.txt": "data",
    "my_demo-3.1.dist-info/METADATA": "Metadata-Version: 2.1\nName: my-demo\nVersion: 3.1\n",
    "my_demo-3.1.dist-info/entry_points.txt": "[console_scripts]\ndemo = demo:main\n",
  };
  const fn = await host.open(source, SLOW);
  expect(await fn.invoke()).toMatchObject({
    value: { value: "vendored", version: "3.1", distributions: ["my-demo"], resource: "data" },
  });
});

test("ctypes reaches functions and data of the interpreter, and names what is not there", async () => {
  const fn = await host.open(`
import ctypes, sys

def handler(event, context):
    version = ctypes.pythonapi.Py_GetVersion
    version.restype = ctypes.c_char_p
    flag = ctypes.c_int.in_dll(ctypes.pythonapi, "Py_OptimizeFlag").value
    callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int)(lambda value: value * 2)
    return [version().decode() == sys.version, flag, callback(21), hasattr(ctypes.pythonapi, "no_such_name")]
`);
  expect(await fn.invoke()).toEqual({ value: [true, 0, 42, false] });
});
