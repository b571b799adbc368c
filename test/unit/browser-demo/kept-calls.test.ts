import { describe, expect, test } from "vitest";
import type { Call, Ending, ShownExecution } from "../../../browser-demo/state/call.ts";
import { failureOf } from "../../../browser-demo/state/failure.ts";
import { keepCalls, readCalls } from "../../../browser-demo/state/kept-calls.ts";
import { emptyRequest } from "../../../browser-demo/state/request.ts";
import { storage } from "./storage.ts";

const PLACE = "pythonless.calls";

function call(id: string, ending: Ending | undefined, lines: readonly string[] = []): Call {
  const logs = lines.map((message) => ({ timestamp: 1, requestId: id, source: "stdout", message }) as const);
  return { id, startedAtMs: 1, request: emptyRequest, logs, ending };
}

const REPORT = {
  durationMs: 12.5,
  billedDurationMs: 100,
  queuingDurationMs: 0,
  memorySizeMb: 128,
  maxMemoryUsedMb: 40,
  start: "cold",
} as const;

function answered(body: Uint8Array<ArrayBuffer>, more: Partial<ShownExecution> = {}): Ending {
  const execution = { outcome: "success", error: undefined, report: REPORT, ...more } as const;
  return { kind: "answered", answer: { status: 200, headers: [["a", "b"]], body }, execution };
}

describe("calls that are kept over a reload", () => {
  test("have their request, answer, figures and log", () => {
    const place = storage();
    const body = new Uint8Array([0, 255, 7]);
    keepCalls(place, [call("one", answered(body), ["hello"])]);
    expect(readCalls(place)).toEqual([call("one", answered(body), ["hello"])]);
  });

  test("tell why they failed", () => {
    const place = storage();
    const error = { errorType: "KeyError", errorMessage: "'x'", stackTrace: ["frame"], hint: undefined };
    const failed = answered(new Uint8Array(), { outcome: "error", error });
    keepCalls(place, [call("one", failed), call("two", { kind: "refused", reason: "no file" })]);
    expect(readCalls(place).map((each) => failureOf(each)?.title)).toEqual(["KeyError: 'x'", "no file"]);
  });

  test("are those that have ended, and are not large", () => {
    const place = storage();
    const refused: Ending = { kind: "refused", reason: "" };
    keepCalls(place, [
      call("large answer", answered(new Uint8Array(300_001))),
      call("large log", refused, ["x".repeat(300_001)]),
      call("small", refused),
      call("running", undefined),
    ]);
    expect(readCalls(place).map(({ id }) => id)).toEqual(["small"]);
  });

  test("are the last ones when there is no room for all", () => {
    const place = storage();
    keepCalls(
      place,
      Array.from({ length: 20 }, (_, index) => call(`${index}`, answered(new Uint8Array(180_000)))),
    );
    expect(readCalls(place).map(({ id }) => id)).toEqual(["14", "15", "16", "17", "18", "19"]);
    expect(place.getItem(PLACE)?.length).toBeLessThan(1_501_000);
  });

  test.each([
    ["nothing", null],
    ["no JSON", "{"],
    ["another version", '{"version":2,"calls":[]}'],
    ["an answer without its body", '{"version":1,"calls":[{"ending":{"kind":"answered"}}]}'],
    ["no list", '{"version":1,"calls":7}'],
  ])("are none where storage holds %s", (_, text) => {
    const place = storage();
    if (text !== null) place.setItem(PLACE, text);
    expect(readCalls(place)).toEqual([]);
  });

  test("are let go where storage is full, and the page goes on", () => {
    let isGone = false;
    const full = {
      setItem: () => {
        throw new DOMException("full", "QuotaExceededError");
      },
      removeItem: () => {
        isGone = true;
      },
    } as unknown as Storage;
    keepCalls(full, [call("one", answered(new Uint8Array()))]);
    expect(isGone).toBe(true);
  });
});
