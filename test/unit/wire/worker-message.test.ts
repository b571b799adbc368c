import { describe, expect, test } from "vitest";
import { isWorkerMessage } from "../../../src/wire/worker-message.ts";
import { importFailure, resultMessage } from "../instance/fake-platform.ts";
import { CALL, ignore, LIMITS, ready } from "../instance/ready-instance.ts";
import { until } from "../turns.ts";

const LOG = { kind: "log", source: "stdout", timestamp: 1, lines: ["a"] };
const FAULT = importFailure(1);
const OPEN_FILE = {
  kind: "openFile",
  sentence: "/tmp/a is still open.",
  path: "/tmp/a",
  descriptor: 3,
} as const;

test.each([
  ["lines", LOG],
  ["a stand", { kind: "stopped-at", by: "interrupt", stackTrace: ["line"] }],
  ["an import", { kind: "imported" }],
  ["an end", { kind: "terminated" }],
  ["a result", resultMessage("1")],
  ["a result with an import", resultMessage("1", { initDurationMs: 5 })],
  ["a result with an audit", resultMessage("1", { audit: [OPEN_FILE] })],
  ["a fault", FAULT],
  ["a crash", { ...resultMessage(""), outcome: { kind: "crash", reason: "gone" } }],
])("%s is a message", (_kind, message) => {
  expect(isWorkerMessage(message)).toBe(true);
});

const STRANGE: readonly [string, unknown][] = [
  ["nothing", undefined],
  ["null", null],
  ["a number", 5],
  ["a text", "log"],
  ["a list", [LOG]],
  ["an unknown kind", { kind: "conquest" }],
  ["lines from nowhere", { ...LOG, source: "host" }],
  ["a stand that nobody asked for", { kind: "stopped-at", by: "chance", stackTrace: [] }],
  ["lines without a time", { ...LOG, timestamp: "now" }],
  ["lines that are no list", { ...LOG, lines: "a" }],
  ["lines that are no text", { ...LOG, lines: [{}] }],
  ["an answer to nobody", { ...resultMessage("1"), callId: undefined }],
  ["memory that is no number", { ...resultMessage("1"), memoryBytes: {} }],
  ["an import that is no number", { ...resultMessage("1"), initDurationMs: {} }],
  ["warnings that are no list", { ...resultMessage("1"), warnings: 5 }],
  ["warnings that are no text", { ...resultMessage("1"), warnings: [5] }],
  ["an audit that is no list", { ...resultMessage("1"), audit: "clean" }],
  ["a finding without a sentence", { ...resultMessage("1"), audit: [{ ...OPEN_FILE, sentence: 5 }] }],
  ["no answer", { ...resultMessage("1"), outcome: null }],
  ["an answer of an unknown kind", { ...resultMessage("1"), outcome: { kind: "?" } }],
  ["a result that is no text", { ...resultMessage("1"), outcome: { kind: "result", text: 5 } }],
  ["a fault without a failure", { ...FAULT, outcome: { kind: "fault", traceback: "" } }],
  ["a fault of an unknown code", withFailure({ code: "CONQUEST" })],
  ["a fault of an inherited code", withFailure({ code: "toString" })],
  ["a stack that is no list", withFailure({ stackTrace: "line" })],
  ["a hint that is no text", withFailure({ hint: 5 })],
];

function withFailure(changes: object): unknown {
  const { outcome } = FAULT;
  return {
    ...FAULT,
    outcome: { ...outcome, failure: { ...("failure" in outcome && outcome.failure), ...changes } },
  };
}

test.each(STRANGE)("%s is none", (_kind, message) => {
  expect(isWorkerMessage(message)).toBe(false);
});

describe("an instance that is sent something of unknown form", () => {
  test("during a call crashes", async () => {
    const { instance, worker } = await ready({ onCall: (_, worker) => worker.post(5 as never) });
    expect(await instance.call(CALL, LIMITS, ignore)).toMatchObject({
      kind: "outcome",
      message: { outcome: { kind: "crash", reason: "The worker sent a message of unknown form." } },
    });
    expect([instance.state, worker.terminations > 0]).toEqual(["ended", true]);
  });

  test("while it is idle ends", async () => {
    const { instance, worker } = await ready({});
    worker.post(null as never);
    await until(() => instance.state === "ended");
    expect([instance.state, worker.terminations]).toEqual(["ended", 1]);
  });

  test("is sent a flood of answers to nobody, and answers its own call", async () => {
    const { instance } = await ready({
      onCall: (_, worker) => {
        for (let count = 0; count < 10_000; count++) worker.post(resultMessage("forged", { callId: 77 }));
        worker.post(resultMessage("mine"));
      },
    });
    expect(await instance.call(CALL, LIMITS, ignore)).toMatchObject({
      message: { outcome: { text: "mine" } },
    });
  });
});
