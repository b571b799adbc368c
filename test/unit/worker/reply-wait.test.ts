import { expect, test } from "vitest";
import { ReplyWait } from "../../../src/worker/reply-wait.ts";

const LETTER = new Uint8Array([1]);

test("who waits gets the letter, once", async () => {
  const wait = new ReplyWait();
  const next = wait.next(10_000);
  expect([wait.give(LETTER), wait.give(LETTER)]).toEqual([true, false]);
  expect(await next).toBe(LETTER);
});

test("a letter for which nobody waits is not taken", () => {
  expect(new ReplyWait().give(LETTER)).toBe(false);
});

test("a wait ends with its time, and what comes later is not taken", async () => {
  const wait = new ReplyWait();
  expect(await wait.next(1)).toBeUndefined();
  expect(wait.give(LETTER)).toBe(false);
});
