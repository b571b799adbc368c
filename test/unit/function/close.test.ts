import { describe, expect, test, vi } from "vitest";
import { FunctionError } from "../../../src/errors.ts";
import { unhandledRejections } from "../instance/fake-pool.ts";
import { settled, until } from "../turns.ts";
import { open, workers } from "./open-function.ts";

vi.mock("../../../src/platform/node/platform.ts", () => import("./fake-host.ts"));

/** In microtasks: how far a call may be when something else happens. */
const DISTANCES = Array.from({ length: 25 }, (_, ticks) => ticks);

describe("close()", () => {
  test("rejects the calls that wait for the interpreter, and those after it", async () => {
    const start = vi.fn(() => new Promise<never>(() => {}));
    const fn = open({ start });
    const waiting = [fn.execute(1), fn.execute(2)];
    await until(() => start.mock.calls.length > 0);
    await fn.close();
    for (const execution of [...(await Promise.all(waiting)), await fn.execute(3)]) {
      expect(execution).toMatchObject({ outcome: "rejected", error: { code: "FUNCTION_CLOSED" } });
    }
    await expect(fn.ready()).rejects.toBeInstanceOf(FunctionError);
    expect(workers).toHaveLength(1);
  });

  test("right after the only answer ends the only interpreter that was started", async () => {
    const fn = open();
    expect(await fn.invoke(1)).toBe(1);
    await fn.close();
    expect(workers.map(({ terminations }) => terminations > 0)).toEqual([true]);
  });

  test("is what the end of a block with `await using` does", async () => {
    const fn = open();
    await fn[Symbol.asyncDispose]();
    expect((await fn.execute(1)).error?.code).toBe("FUNCTION_CLOSED");
  });

  test.each(DISTANCES)("%i microtasks into a call ends it as a value", async (ticks) => {
    const fn = open({});
    await fn.ready();
    const call = fn.execute(1);
    for (let tick = 0; tick < ticks; tick += 1) await null;
    await fn.close();
    expect((await call).error?.code).toBe("FUNCTION_CLOSED");
  });

  test("in the moment of an abort leaves no rejection behind", async () => {
    const unhandled = unhandledRejections();
    const controller = new AbortController();
    const fn = open({ start: () => new Promise<never>(() => {}) });
    const call = fn.execute(1, { signal: controller.signal });
    controller.abort();
    await fn.close();
    expect((await call).error?.code).toBe("ABORTED");
    await settled();
    expect(unhandled).toEqual([]);
  });
});

describe("a worker that dies", () => {
  test.each(DISTANCES)("%i microtasks into a call ends it as a crash", async (ticks) => {
    const fn = open({});
    await fn.ready();
    const call = fn.execute(1);
    for (let tick = 0; tick < ticks; tick += 1) await null;
    workers[0]?.die("exit code 1");
    expect(await call).toMatchObject({ outcome: "crashed", error: { code: "USER_CODE_CRASHED" } });
  });
});
