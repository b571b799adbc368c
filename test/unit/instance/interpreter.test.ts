import { describe, expect, test } from "vitest";
import { FunctionError } from "../../../src/errors.ts";
import { Interpreter } from "../../../src/instance/interpreter.ts";
import type { Assets, PrepareRequest } from "../../../src/wire/protocol.ts";
import { VERSION } from "../../../src/wire/version.ts";
import { until } from "../turns.ts";
import { type FakeWorker, fakePlatform, type Plan, STARTED } from "./fake-platform.ts";
import { unhandledRejections } from "./fake-pool.ts";

const PREPARE = { files: {}, settings: {} } as unknown as PrepareRequest;
const never = new Promise<never>(() => {});

function open(plan: Plan = {}) {
  const platform = fakePlatform(plan);
  const interpreter = new Interpreter(platform);
  return { interpreter, worker: platform.workers[0] as FakeWorker };
}

describe("an interpreter", () => {
  test("boots at once, and of no function", async () => {
    const asked: unknown[] = [];
    const assets = { standardLibrary: new Uint8Array([1]) } as unknown as Assets;
    const { interpreter } = open({
      loadAssets: async () => assets,
      start: (request) => {
        asked.push(request);
        return STARTED;
      },
      prepare: () => {
        asked.push("prepare");
        return STARTED;
      },
    });
    expect(await interpreter.started).toEqual(STARTED);
    expect(asked).toEqual([{ version: VERSION, assets }]);
    expect(interpreter.isEnded).toBe(false);
  });

  test.each<[string, (interpreter: Interpreter, worker: FakeWorker) => unknown]>([
    ["that is ended", (interpreter) => interpreter.end()],
    ["whose worker dies", (_, worker) => worker.die("exit code 1")],
  ])("%s is let go of by Comlink, which would keep it for ever", async (_how, end) => {
    const { interpreter, worker } = open();
    await interpreter.started;
    expect(worker.isReleased).toBe(false);
    await end(interpreter, worker);
    await until(() => worker.isReleased);
  });

  test("that ends while it loads what it starts from does not wait for that", async () => {
    const { interpreter } = open({ loadAssets: () => never });
    await interpreter.end();
    await expect(interpreter.started).rejects.toMatchObject({ code: "BOOT_FAILED" });
  });

  test.each<[string, Plan, object]>([
    [
      "of another version",
      { start: () => ({ kind: "version-mismatch", version: "0.0.1" }) },
      {
        code: "VERSION_MISMATCH",
        errorMessage: `the host is pythonless ${VERSION}, its worker is 0.0.1`,
      },
    ],
    [
      "that does not boot",
      { start: () => ({ kind: "failed", reason: "no memory" }) },
      { code: "BOOT_FAILED", errorMessage: "no memory" },
    ],
    [
      "without assets",
      { loadAssets: () => Promise.reject(new Error("ENOENT")) },
      { code: "BOOT_FAILED", errorMessage: "ENOENT" },
    ],
  ])("%s says so and ends its worker, also when nobody waits", async (_, plan, expected) => {
    const unhandled = unhandledRejections();
    const { interpreter, worker } = open(plan);
    await until(() => interpreter.isEnded);
    expect(worker.terminations).toBe(1);
    const error = await interpreter.started.catch((error: unknown) => error);
    expect(error).toBeInstanceOf(FunctionError);
    expect(error).toMatchObject({ blame: "pythonless", ...expected });
    expect(unhandled).toEqual([]);
  });

  test.each<[string, Plan, (interpreter: Interpreter) => Promise<unknown>]>([
    ["boots", { start: () => never }, ({ started }) => started],
    ["is prepared", { prepare: () => never }, (interpreter) => interpreter.prepare(PREPARE)],
  ])("whose worker dies while it %s says so at once", async (_, plan, wait) => {
    const { interpreter, worker } = open(plan);
    const answer = wait(interpreter).catch((error: unknown) => error);
    worker.die("exit code 9");
    expect(await answer).toMatchObject({
      code: "BOOT_FAILED",
      errorMessage: "the worker ended: exit code 9",
    });
    expect(interpreter.isEnded).toBe(true);
  });

  test("that is ended ends its worker, and holds nothing", async () => {
    const { interpreter, worker } = open();
    await interpreter.end();
    expect([interpreter.isEnded, worker.terminations, worker.keptAlive]).toEqual([true, 1, [false]]);
  });
});
