import { beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { type Arrival, StalledError, unlessStalled } from "../../../src/clock/stall.ts";

beforeEach(() => {
  vi.useFakeTimers();
  onTestFinished(() => {
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });
});

/** A load that the test goes on with, and how it ended, once it has. */
function begin() {
  let arrival: Arrival | undefined;
  let finish: (value: string) => void = () => {};
  let fail: (error: Error) => void = () => {};
  const giveUp = vi.fn();
  const ended = unlessStalled(
    "a.wasm",
    (given) => {
      arrival = given;
      return new Promise<string>((resolve, reject) => {
        finish = resolve;
        fail = reject;
      });
    },
    giveUp,
  ).catch((error: unknown) => error);
  return { arrival: arrival as unknown as Arrival, finish, fail, giveUp, ended };
}

test("a load of which nothing arrives ends after half a minute", async () => {
  const { ended, giveUp } = begin();
  await vi.advanceTimersByTimeAsync(29_999);
  expect(giveUp).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(await ended).toEqual(new StalledError("a.wasm", 0));
  expect(giveUp).toHaveBeenCalledOnce();
});

test("a load that stops ends half a minute later, and says how much had arrived", async () => {
  const { ended, arrival } = begin();
  await vi.advanceTimersByTimeAsync(20_000);
  arrival.piece(1_000);
  await vi.advanceTimersByTimeAsync(35_000);
  expect(await ended).toEqual(
    expect.objectContaining({ message: "a.wasm: nothing was received for 30 s, after 1000 bytes" }),
  );
});

test("a slow load that goes on never ends early", async () => {
  const { ended, arrival, finish } = begin();
  for (let minutes = 0; minutes < 60; minutes += 0.4) {
    await vi.advanceTimersByTimeAsync(24_000);
    arrival.piece(1);
  }
  finish("whole");
  expect(await ended).toBe("whole");
});

test("what is done with a file that has arrived may take longer", async () => {
  const { ended, arrival, finish } = begin();
  arrival.piece(1_000);
  arrival.all();
  await vi.advanceTimersByTimeAsync(600_000);
  finish("compiled");
  expect(await ended).toBe("compiled");
});

test("a load that fails says why", async () => {
  const { ended, fail } = begin();
  fail(new Error("404"));
  expect(await ended).toEqual(new Error("404"));
});
