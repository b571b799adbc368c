import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { describe, expect, onTestFinished, test } from "vitest";
import { Spin } from "../../../src/wire/spin.ts";
import { until } from "../turns.ts";

const WORD = 1;

function memory(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(8));
}

/** How many of the next turns pass before one is due. */
function turnsLeftOut(spin: Spin): number {
  let turns = 0;
  while (!spin.isDue()) turns += 1;
  spin.rest();
  return turns;
}

describe("a wait that does not sleep", () => {
  test("ends when another thread moves the word", { timeout: 40_000 }, async () => {
    const words = memory();
    const spin = new Spin(words, WORD);
    const mover = new Worker(
      `const { workerData: words } = require("node:worker_threads");
       while (Atomics.load(words, 0) === 0) Atomics.add(words, ${WORD}, 1);`,
      { eval: true, workerData: words },
    );
    onTestFinished(() => void mover.terminate());
    await once(mover, "online");
    // On a busy machine the thread may not run during a wait, which then gives up.
    await until(() => spin.until(spin.current));
    Atomics.store(words, 0, 1);
  });

  test("gives up on a word that stays", () => {
    const spin = new Spin(memory(), WORD);
    expect(spin.until(0)).toBe(false);
  });

  test("does not wait for what has come already", () => {
    const words = memory();
    words[WORD] = 7;
    const spin = new Spin(words, WORD);
    expect(spin.until(6)).toBe(true);
    expect(spin.current).toBe(7);
  });

  test("is tried less and less often while it is in vain, and as often as before once it was not", () => {
    const spin = new Spin(memory(), WORD);
    const turns = [32, 64, 128, 256, 512, 1_024, 1_024].map(() => {
      spin.learn(false);
      return turnsLeftOut(spin);
    });
    expect(turns).toEqual([32, 64, 128, 256, 512, 1_024, 1_024]);
    spin.learn(true);
    expect(turnsLeftOut(spin)).toBe(0);
    spin.learn(false);
    expect(turnsLeftOut(spin)).toBe(32);
  });

  test("leaves the thread's loop its turn after a hundred in a row", () => {
    const spin = new Spin(memory(), WORD);
    for (let turn = 0; turn < 100; turn += 1) expect(spin.isDue()).toBe(true);
    expect(spin.isDue()).toBe(false);
    spin.rest();
    expect(spin.isDue()).toBe(true);
  });
});
