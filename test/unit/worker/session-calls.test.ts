import { describe, expect, test } from "vitest";
import type { LoadRequest } from "../../../src/wire/protocol.ts";
import { settled, until } from "../turns.ts";
import { answerOf, DETAILS, messagesOf, type Work, write } from "./fake-realm.ts";

describe("a call", () => {
  test("reaches Python with its id, its deadline and its event untouched", async () => {
    const asked: unknown[] = [];
    await messagesOf((emit, given) => {
      asked.push(...given);
      emit("result", JSON.stringify(DETAILS), "1");
    });
    expect(asked).toEqual(["call", "r1", 7, '{"a":1}']);
  });

  const failure = { code: "HANDLER_RAISED", errorType: "KeyError", errorMessage: "'a'", stackTrace: ["f"] };
  test.each<[string, object, object]>([
    ["result", DETAILS, { outcome: { kind: "result", text: "1" } }],
    ["result", { ...DETAILS, initMs: 0 }, { initDurationMs: 0 }],
    ["result", { ...DETAILS, warnings: ["Beware."] }, { warnings: ["Beware."] }],
    ["result", { ...DETAILS, audit: [] }, { audit: [] }],
    [
      "fault",
      { ...DETAILS, ...failure, traceback: "T" },
      { outcome: { kind: "fault", failure, traceback: "T" } },
    ],
    [
      "fault",
      { ...DETAILS, ...failure, hint: "Look." },
      { outcome: { kind: "fault", failure: { ...failure, hint: "Look." }, traceback: "" } },
    ],
    [
      "crash",
      { ...DETAILS, traceback: "SystemExit: 3" },
      { outcome: { kind: "crash", reason: "SystemExit: 3" } },
    ],
  ])("is answered with a %s", async (kind, details, expected) => {
    const message = await answerOf((emit) => emit(kind, JSON.stringify(details), "1"));
    expect(message).toEqual({ ...message, kind: "outcome", callId: 5, memoryBytes: 99, ...expected });
    expect("initDurationMs" in message).toBe("initDurationMs" in expected);
  });

  test.each<[string, unknown, string]>([
    ["an Error", new Error("unreachable"), "The interpreter ended: unreachable"],
    ["what has no message", "abort", "The interpreter ended: abort"],
  ])("that throws %s has crashed", async (_, thrown, reason) => {
    const message = await answerOf(() => {
      throw thrown;
    });
    expect(message).toMatchObject({ callId: 5, outcome: { kind: "crash", reason }, warnings: [] });
  });

  test("is answered once, whatever Python says after it", async () => {
    const messages = await messagesOf((emit) => {
      emit("result", JSON.stringify(DETAILS), "1");
      emit("result", JSON.stringify(DETAILS), "2");
      write(emit, "stdout", "later\n");
    });
    await until(() => messages.at(-1)?.kind === "outcome");
    expect(messages).toMatchObject([
      { kind: "log", lines: ["later"] },
      { kind: "outcome", outcome: { text: "1" } },
    ]);
  });

  test("in which Python stands still is answered when Python has come back", async () => {
    let isBack = false;
    const message = await answerOf(async (emit) => {
      emit("result", JSON.stringify(DETAILS), "1");
      await settled();
      isBack = true;
    });
    expect(isBack).toBe(true);
    expect(message).toMatchObject({ callId: 5, outcome: { text: "1" } });
  });

  test("in which Python stands still and does not come back has crashed", async () => {
    const message = await answerOf(() => Promise.reject(new Error("unreachable")));
    expect(message).toMatchObject({
      callId: 5,
      outcome: { kind: "crash", reason: "The interpreter ended: unreachable" },
    });
  });

  test("that ends the interpreter on its way out has crashed, and the next one is not the one to find out", async () => {
    const message = await answerOf((emit) => {
      emit("result", JSON.stringify(DETAILS), "1");
      throw new Error("exit(3)");
    });
    expect(message).toMatchObject({
      callId: 5,
      outcome: { kind: "crash", reason: "The interpreter ended: exit(3)" },
    });
  });

  test.each<[string, Work]>([
    ["its answer", (emit) => emit("result", JSON.stringify(DETAILS), "1")],
    [
      "its crash",
      () => {
        throw new Error("abort");
      },
    ],
  ])("sends the last lines, unfinished ones too, before %s", async (_, end) => {
    const messages = await messagesOf((emit, given) => {
      write(emit, "stdout", "one\ntw");
      write(emit, "stderr", "warn");
      write(emit, "stdout", "o");
      end(emit, given);
    });
    expect(
      messages.map((message) => (message.kind === "log" ? [message.source, message.lines] : message.kind)),
    ).toEqual([["stdout", ["one"]], ["stdout", ["two"]], ["stderr", ["warn"]], "outcome"]);
  });
});

describe("a load", () => {
  const LOAD: LoadRequest = { kind: "load", callId: 9 };

  test("asks Python to load, and is answered like a call", async () => {
    const asked: unknown[] = [];
    const message = await answerOf((emit, given) => {
      asked.push(...given);
      emit("result", JSON.stringify({ ...DETAILS, initMs: 3 }), "null");
    }, LOAD);
    expect(asked).toEqual(["load", ""]);
    expect(message).toMatchObject({ callId: 9, outcome: { kind: "result" }, initDurationMs: 3 });
  });

  test("that throws has crashed", async () => {
    const message = await answerOf(() => {
      throw new Error("abort");
    }, LOAD);
    expect(message).toMatchObject({ callId: 9, outcome: { kind: "crash" } });
  });
});
