import { describe, expect, test } from "vitest";
import { useHost } from "./host.ts";

const host = useHost();

describe("the environment of a function", () => {
  test("has the variables of the runtime and of the options, and no others", async () => {
    const fn = await host.open("import os\ndef handler(event, context): return dict(os.environ)", {
      environment: { STAGE: "test", EMPTY: "" },
    });
    expect(await fn.invoke()).toEqual({
      value: {
        _HANDLER: "main.handler",
        AWS_LAMBDA_RUNTIME_API: "127.0.0.1:9001",
        LAMBDA_RUNTIME_DIR: "/function/runtime",
        LAMBDA_TASK_ROOT: "/function/code",
        PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        LD_LIBRARY_PATH: "/function/code/shared-libs",
        STAGE: "test",
        EMPTY: "",
      },
    });
  });

  test("is in place before the function is imported", async () => {
    const fn = await host.open(
      "import os, sys\nhere = [os.environ['STAGE'], os.getcwd(), sys.path[0], __file__]\ndef handler(event, context): return here",
      { environment: { STAGE: "test" } },
    );
    expect(await fn.invoke()).toEqual({
      value: ["test", "/function/code", "/function/code", "/function/code/main.py"],
    });
  });

  test("has the function's files below its working directory, which can be written to", async () => {
    const fn = await host.open({
      "main.py":
        "from pathlib import Path\ndef handler(event, context):\n    Path('made.txt').write_text('made')\n    return [Path('data/deep/a.bin').read_bytes().hex(), Path('/function/code/made.txt').read_text()]",
      "data/deep/a.bin": "\u0001\u0002",
    });
    expect(await fn.invoke()).toEqual({ value: ["0102", "made"] });
  });

  test("is CPython 3.14 on Linux-like paths", async () => {
    const fn = await host.open("import sys\ndef handler(event, context): return list(sys.version_info[:2])");
    expect(await fn.invoke()).toEqual({ value: [3, 14] });
  });

  test("takes an entry point inside a package", async () => {
    const fn = await host.open(
      {
        "src/handlers/login.py":
          "from .words import WORD\ndef handler(event, context): return [WORD, __name__]",
        "src/handlers/words.py": "WORD = 'hello'",
      },
      { entrypoint: "src.handlers.login.handler" },
    );
    expect(await fn.invoke()).toEqual({ value: ["hello", "src.handlers.login"] });
  });

  test("lets the function import the runtime it runs in", async () => {
    const fn = await host.open(
      "from runtime import RuntimeContext\ndef handler(event, context): return isinstance(context, RuntimeContext)",
    );
    expect(await fn.invoke()).toEqual({ value: true });
  });
});
