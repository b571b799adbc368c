import { readFileSync } from "node:fs";
import { beforeEach, describe, expect, test } from "vitest";
import { type TestedFunction, useHost } from "./host.ts";

const host = useHost();
const at = (name: string) => new URL(name, import.meta.url);
const source = readFileSync(at("../linux/errors.py"), "utf8");
const numbers: unknown = JSON.parse(
  readFileSync(at("../../wasm-bootstrap/pyodide/linux-errno.json"), "utf8"),
);

let opened: Promise<TestedFunction> | undefined;
const run = async (event: unknown) => {
  opened ??= host.open(source);
  return (await opened).invoke(event);
};

/** Pyodide's own binary has Emscripten's numbers: `npm run test:stock`. */
const EMSCRIPTEN_ENOENT = 44;

describe("Error numbers are those of Linux", () => {
  beforeEach(async ({ skip }) => {
    const { value } = (await run({ run: "number" })) as { value: unknown };
    if (value === EMSCRIPTEN_ENOENT) skip("This is Pyodide's own binary.");
  });

  test("in the module errno, with glibc's texts", async () => {
    expect(await run({ errno: numbers })).toEqual({ value: [] });
  });

  test("where they choose the class of an exception", async () => {
    const classes =
      "BlockingIOError BlockingIOError BlockingIOError BlockingIOError BrokenPipeError BrokenPipeError " +
      "ChildProcessError ConnectionAbortedError ConnectionRefusedError ConnectionResetError FileExistsError " +
      "FileNotFoundError IsADirectoryError NotADirectoryError InterruptedError PermissionError PermissionError " +
      "ProcessLookupError TimeoutError OSError";
    expect(await run({ run: "classes" })).toEqual({ value: classes.split(" ") });
  });

  test.each([
    ["missing", ["FileNotFoundError", 2, "[Errno 2] No such file or directory: '/tmp/nothing'"]],
    ["folder", ["IsADirectoryError", 21, "[Errno 21] Is a directory: '/tmp'"]],
    ["existing", [true, 17, 17]],
    ["renamed", ["FileNotFoundError", 2, "[Errno 2] No such file or directory: '/tmp/a' -> '/tmp/b'"]],
    ["no_terminal", ["OSError", 25, "[Errno 25] Inappropriate ioctl for device"]],
    ["removed_tree", ["FileNotFoundError", 2, "[Errno 2] No such file or directory: '/tmp/nothing'"]],
    ["full", ["OSError", 39, "[Errno 39] Directory not empty: '/function'"]],
    ["program", [true, 95]],
    ["buffered", [8, "written", 27]],
    ["foreign", [-1, 2, 2]],
    ["unknown", ["Success", "Unknown error 41", "Unknown error 9999"]],
  ])("in what is raised or given: %s", async (name, value) => {
    expect(await run({ run: name })).toEqual({ value });
  });
});
