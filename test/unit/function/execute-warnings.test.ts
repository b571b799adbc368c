import { describe, expect, test } from "vitest";
import type { Review } from "../../../src/function/execute.ts";
import type { CallOutcome } from "../../../src/wire/protocol.ts";
import {
  answered,
  between,
  execute,
  FAILED,
  FAULT,
  instance,
  JOB,
  RESULT,
  SETTINGS,
} from "./execute-support.ts";

describe("execute()", () => {
  test("logs what the review has to say, before the log is closed", async () => {
    const review: Review = { warnings: ["Beware."], isRefused: true };
    const execution = await execute(instance(RESULT), JOB, SETTINGS, review);
    expect(between(execution)).toEqual(["WARN Beware.", FAILED]);
  });

  test.each<[string, CallOutcome, string[]]>([
    ["a result", { kind: "result", text: "[1]" }, []],
    ["a fault", FAULT, ["ERROR Traceback\rKeyError: 'a'", FAILED]],
    ["a crash", { kind: "crash", reason: "bye" }, ["ERROR bye", FAILED]],
  ])("writes what the worker warns of before END, with %s", async (_, answer, rest) => {
    const ending = answered(answer, { warnings: ["One.", "Two."] });
    const execution = await execute(instance(ending), JOB, SETTINGS);
    expect(between(execution)).toEqual(["WARN One.", "WARN Two.", ...rest]);
    expect(execution.logs.at(-2)?.message).toBe("END RequestID: r1");
  });

  test("tells its instance's notice once, after START", async () => {
    const sentence = "pythonless started slowly. There is no snapshot.";
    const slow = instance(RESULT, { notice: sentence });
    const tell = async () =>
      (await execute(slow, JOB, SETTINGS)).logs.filter(({ level }) => level === "WARN");
    const first = await execute(slow, JOB, SETTINGS);
    expect(first.logs.map(({ message }) => message.split(" RequestID")[0]).slice(0, 3)).toEqual([
      "START",
      sentence,
      "hello",
    ]);
    expect(await tell()).toEqual([]);
  });
});
