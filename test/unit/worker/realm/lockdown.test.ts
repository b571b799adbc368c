import { createContext, runInContext } from "node:vm";
import { build } from "esbuild";
import { expect, test } from "vitest";

const { outputFiles } = await build({
  entryPoints: ["src/worker/realm/lockdown.ts"],
  bundle: true,
  write: false,
  format: "iife",
  globalName: "sealing",
});

/** A realm of its own, where code from strings is on, with a few globals of a platform. */
function openScope(): (code: string) => unknown {
  const context = createContext({ fetch: () => "fetched", process: { env: {} } });
  runInContext(outputFiles[0]?.text ?? "", context);
  const run = (code: string) => runInContext(code, context);
  run("var reopen = sealing.lockDown(globalThis, ['kept', 'reopen']); var kept = 1");
  return run;
}

test("what is not of the language is gone", () => {
  const run = openScope();
  expect(run("typeof fetch + typeof process + typeof eval")).toBe("undefinedundefinedundefined");
  expect(run("typeof Map + typeof WebAssembly + typeof kept")).toBe("functionobjectnumber");
});

test.each([
  "Function('return 1')",
  "(() => {}).constructor('return 1')",
  "(async () => {}).constructor('return 1')",
  "(function* () {}).constructor('return 1')",
  "(async function* () {}).constructor('return 1')",
  "new (Object.getPrototypeOf(() => {}).constructor)('return 1')",
  "Reflect.construct(Function, ['return 1'])",
])("%s is refused", (expression) => {
  const run = openScope();
  expect(() => run(expression)).toThrow("Code from strings is off in pythonless.");
});

test("functions are still functions", () => {
  expect(openScope()("(() => {}) instanceof Function")).toBe(true);
});

test("everything can be put back", () => {
  const run = openScope();
  run("reopen()");
  expect(run("[fetch(), typeof process, eval('1'), Function('return 2')()].join()")).toBe(
    "fetched,object,1,2",
  );
});
