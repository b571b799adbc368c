import { describe, expect, inject, test } from "vitest";
import { useHost } from "./host.ts";

const host = useHost();

const TRIES_JS = `
def handler(event, context):
    try:
        import js
        return f"{js.constructor.name} {hasattr(js, event)}"
    except ImportError as error:
        return str(error)
`;

describe("a function", () => {
  test("does not find the host's JavaScript, and is told which option opens it", async () => {
    const fn = await host.open(TRIES_JS);
    expect(await fn.invoke("fetch")).toEqual({
      value:
        "No module named 'js': the host's JavaScript is not in reach of a function. createFunction({ sandbox: false }) opens it.",
    });
  });

  test("may have a module js of its own", async () => {
    const fn = await host.open({
      "main.py": "import js\ndef handler(event, context): return js.WORD",
      "js.py": "WORD = 'mine'",
    });
    expect(await fn.invoke()).toEqual({ value: "mine" });
  });
});

describe("with sandbox: false, a function", () => {
  test("finds the globals of the worker, and the log of the first call says so", async () => {
    const fn = await host.open(
      "import js\ndef handler(event, context): return [hasattr(js, 'fetch'), hasattr(js, 'process')]",
      { sandbox: false },
    );
    const first = await fn.execute();
    expect(first.value).toEqual([true, inject("host") === "node"]);
    const warnings = (logs: typeof first.logs) => logs.filter(({ level }) => level === "WARN");
    expect(warnings(first.logs).map(({ message }) => message)).toEqual([
      "sandbox: false: the function can reach the host's JavaScript.",
    ]);
    expect(warnings((await fn.execute()).logs)).toEqual([]);
  });

  test("finds them when its code was frozen too", async () => {
    const fn = await host.open(
      "def handler(event, context):\n    import js\n    return hasattr(js, 'fetch')",
      { sandbox: false, snapshot: "function" },
    );
    expect(await fn.invoke()).toEqual({ value: true });
  });
});
