import { describe, expect, onTestFinished, test, vi } from "vitest";
import { StalledError } from "../../../src/clock/stall.ts";
import { FunctionError, functionError } from "../../../src/errors.ts";
import { Instance } from "../../../src/instance/instance.ts";
import { Interpreter } from "../../../src/instance/interpreter.ts";
import type { Assets, PrepareRequest, StartRequest } from "../../../src/wire/protocol.ts";
import { VERSION } from "../../../src/wire/version.ts";
import { nextTurn, until } from "../turns.ts";
import { fakePlatform, type Plan, STARTED } from "./fake-platform.ts";
import { NETWORK } from "./ready-instance.ts";

const PREPARE = {
  files: {},
  settings: { entryPoint: "main.handler", sandbox: true },
  limits: { logBytes: 1_000 },
} as unknown as PrepareRequest;
const never = new Promise<never>(() => {});

function boot(plan: Plan = {}, prepare: PrepareRequest | Promise<PrepareRequest> = PREPARE) {
  const platform = fakePlatform(plan);
  const instance = new Instance(new Interpreter(platform), prepare, NETWORK);
  const worker = platform.workers[0];
  if (worker === undefined) throw new Error("no worker was started");
  return { instance, worker };
}

describe("a boot", () => {
  test("tells the worker the version, the assets and the function, in this order", async () => {
    const asked: unknown[] = [];
    const assets = { standardLibrary: new Uint8Array([1]) } as unknown as Assets;
    const { instance } = boot({
      loadAssets: async () => assets,
      start: (request: StartRequest) => {
        asked.push(request);
        return STARTED;
      },
      prepare: (request) => {
        asked.push(request);
        return { kind: "started", memoryBytes: 77 };
      },
    });
    expect(instance.state).toBe("booting");
    await instance.ready();
    expect(asked).toEqual([{ version: VERSION, assets }, PREPARE]);
    expect([instance.state, instance.memoryBytes, instance.isWarm]).toEqual(["ready", 77, false]);
  });

  const ours = "PythonlessError";
  test.each<[string, Plan, object]>([
    [
      "of another version names both",
      { start: () => ({ kind: "version-mismatch", version: "0.0.1" }) },
      {
        code: "VERSION_MISMATCH",
        errorType: ours,
        errorMessage: `the host is pythonless ${VERSION}, its worker is 0.0.1`,
      },
    ],
    [
      "that fails gives its reason",
      { start: () => ({ kind: "failed", reason: "no memory" }) },
      { code: "BOOT_FAILED", errorType: ours, errorMessage: "no memory", blame: "pythonless" },
    ],
    [
      "that fails at the function's files gives its reason",
      { prepare: () => ({ kind: "failed", reason: "disk full" }) },
      { code: "BOOT_FAILED", errorMessage: "disk full" },
    ],
    [
      "whose worker throws gives what it threw",
      { start: () => Promise.reject(new RangeError("thrown")) },
      { code: "BOOT_FAILED", errorMessage: "thrown" },
    ],
    [
      "without assets says so",
      { loadAssets: () => Promise.reject(new Error("ENOENT: pyodide.asm.wasm")) },
      { code: "BOOT_FAILED", errorMessage: "ENOENT: pyodide.asm.wasm" },
    ],
    [
      "whose files stop arriving fails with what to do",
      { loadAssets: () => Promise.reject(new StalledError("pyodide.asm.wasm", 7)) },
      {
        code: "BOOT_FAILED",
        errorMessage: "pyodide.asm.wasm: nothing was received for 30 s, after 7 bytes",
        hint: expect.stringContaining("no longer answers"),
      },
    ],
  ])("%s", async (_, plan, expected) => {
    const { instance, worker } = boot(plan);
    const error = await instance.ready().catch((error: unknown) => error);
    expect(error).toBeInstanceOf(FunctionError);
    expect(error).toMatchObject(expected);
    expect([instance.state, worker.terminations > 0, worker.keptAlive.at(-1)]).toEqual([
      "ended",
      true,
      false,
    ]);
  });

  test("whose worker dies ends at once", async () => {
    const { instance, worker } = boot({ start: () => never });
    const ready = instance.ready();
    worker.die("exit code 9");
    await expect(ready).rejects.toMatchObject({
      code: "BOOT_FAILED",
      errorMessage: "the worker ended: exit code 9",
    });
    expect(instance.state).toBe("ended");
  });

  test("of a source that cannot be unpacked passes the source's error on", async () => {
    const error = functionError({
      code: "SOURCE_UNREADABLE",
      errorType: "E",
      errorMessage: "m",
      stackTrace: [],
    });
    const prepare = Promise.reject(error);
    prepare.catch(() => {});
    await expect(boot({}, prepare).instance.ready()).rejects.toBe(error);
  });

  test("that was slow says why, until a call has told it", async () => {
    const { instance } = boot({ start: () => ({ ...STARTED, warning: "There is no snapshot." }) as never });
    expect(instance.notice).toBeUndefined();
    await instance.ready();
    expect(instance.notice).toBe("pythonless started slowly. There is no snapshot.");
  });

  test("says when it was done", async () => {
    const { instance } = boot();
    expect(instance.readyAt).toBe(Number.POSITIVE_INFINITY);
    const before = performance.now();
    await instance.ready();
    expect(instance.readyAt).toBeGreaterThanOrEqual(before);
    expect(instance.readyAt).toBeLessThanOrEqual(performance.now());
  });

  test("that nobody waits for fails without an unhandled rejection", async () => {
    const unhandled: unknown[] = [];
    const listen = (reason: unknown) => unhandled.push(reason);
    process.on("unhandledRejection", listen);
    const { instance } = boot({ start: () => ({ kind: "failed", reason: "x" }) });
    await until(() => instance.state === "ended");
    await nextTurn();
    process.off("unhandledRejection", listen);
    expect(unhandled).toEqual([]);
  });

  test("that is ended rejects for those who wait", async () => {
    const { instance, worker } = boot({ start: () => never });
    const ready = instance.ready();
    await instance.end();
    await expect(ready).rejects.toBeInstanceOf(FunctionError);
    expect([instance.state, instance.isEndedOnPurpose]).toEqual(["ended", true]);
    expect(worker.keptAlive.at(-1)).toBe(false);
  });
});

describe("a boot that hangs", () => {
  test("ends after a minute for one who waits", async () => {
    useFakeTimers();
    const { instance, worker } = boot({ start: () => never });
    const ready = instance.ready().catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(59_999);
    expect([instance.state, worker.keptAlive]).toEqual(["booting", [true]]);
    await vi.advanceTimersByTimeAsync(1);
    expect(await ready).toMatchObject({
      code: "BOOT_FAILED",
      errorMessage: "the interpreter did not come up within 60000 ms",
    });
    expect([instance.state, worker.terminations > 0, worker.keptAlive.at(-1)]).toEqual([
      "ended",
      true,
      false,
    ]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each<[string, (later: Promise<never>) => [Plan, Promise<never>?]]>([
    ["the interpreter's files", (later) => [{ loadAssets: () => later }]],
    ["the function's wheels", (later) => [{}, later]],
  ])("has its minute once %s are there, however long that takes", async (_what, slow) => {
    useFakeTimers();
    let arrive: (value: never) => void = () => {};
    const [plan, prepare] = slow(
      new Promise<never>((resolve) => {
        arrive = resolve;
      }),
    );
    const { instance } = boot({ ...plan, start: () => never }, prepare);
    const ready = instance.ready().catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect([instance.state, vi.getTimerCount()]).toEqual(["booting", 0]);
    arrive({} as never);
    await vi.advanceTimersByTimeAsync(59_999);
    expect(instance.state).toBe("booting");
    await vi.advanceTimersByTimeAsync(1);
    expect(await ready).toMatchObject({ code: "BOOT_FAILED" });
  });

  test("keeps nothing alive and starts no clock while nobody waits", () => {
    useFakeTimers();
    const { worker } = boot({ start: () => never });
    expect([worker.keptAlive.includes(true), vi.getTimerCount()]).toEqual([false, 0]);
  });
});

function useFakeTimers(): void {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
}
