import type { LogRecord } from "pythonless";
import { describe, expect, test } from "vitest";
import { type BodyView, bodyViewOf } from "../../../browser-demo/state/body-view.ts";
import {
  type Answer,
  type Call,
  type Ending,
  type ShownExecution,
  verdictOf,
  withCall,
  withEnding,
  withLogs,
} from "../../../browser-demo/state/call.ts";
import { failedLinesOf, failureOf } from "../../../browser-demo/state/failure.ts";
import { hexOf } from "../../../browser-demo/state/hex.ts";
import { heightsOf, median, summaryOf } from "../../../browser-demo/state/history.ts";
import { prettyJson } from "../../../browser-demo/state/json-text.ts";
import { passes } from "../../../browser-demo/state/log-filter.ts";
import { emptyRequest } from "../../../browser-demo/state/request.ts";
import { traceOf } from "../../../browser-demo/state/traceback.ts";

const bytes = (text: string): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;

function answer(type: string | undefined, body: Uint8Array<ArrayBuffer>): Answer {
  return { status: 200, headers: type === undefined ? [] : [["Content-Type", type]], body };
}

describe("a body is shown as", () => {
  test.each<[BodyView["kind"], string | undefined, string]>([
    ["empty", "application/json", ""],
    ["json", "application/json", '{"a": 1}'],
    ["json", "application/problem+json; charset=utf-8", "[]"],
    ["json", undefined, '  {"a": 1}'],
    ["json", "text/plain", "[1]"],
    ["text", "text/plain", "12"],
    ["text", "application/json", "{"],
    ["text", "text/css", "{}"],
    ["html", "Text/HTML; charset=utf-8", "<h1>x</h1>"],
    ["image", "image/svg+xml", "<svg/>"],
    ["bytes", "text/plain", "a\0b"],
  ])("%s when it is called %s", (kind, type, text) => {
    expect(bodyViewOf(answer(type, bytes(text))).kind).toBe(kind);
  });

  test("bytes when it is no UTF-8, whatever it is called", () => {
    expect(bodyViewOf(answer("text/html", new Uint8Array([0xff, 0xfe, 0]))).kind).toBe("bytes");
  });
});

describe("JSON", () => {
  test.each([
    [
      '{"a":[1,2.0,{"b":null}],"c":{}}',
      '{\n  "a": [\n    1,\n    2.0,\n    {\n      "b": null\n    }\n  ],\n  "c": {}\n}',
    ],
    ["[]", "[]"],
    ['["a, b: [c]", "\\"{"]', '[\n  "a, b: [c]",\n  "\\"{"\n]'],
    ["12345678901234567890123", "12345678901234567890123"],
    ['{"a": -0.0, "b": 1e400}', '{\n  "a": -0.0,\n  "b": 1e400\n}'],
    ['[[], [[]], {"a": []}]', '[\n  [],\n  [\n    []\n  ],\n  {\n    "a": []\n  }\n]'],
  ])("%s has a line for each member, and keeps its digits", (text, pretty) => {
    expect(prettyJson(text)).toBe(pretty);
  });
});

test("bytes are shown with their place and their letters, and not without end", () => {
  expect(hexOf(bytes("GIF89a\n\u00e9 and so on"))).toBe(
    [
      "000000  47 49 46 38 39 61 0a c3 a9 20 61 6e 64 20 73 6f  GIF89a··· and so",
      "000010  20 6f 6e                                          on",
    ].join("\n"),
  );
  expect(hexOf(new Uint8Array(5_000)).split("\n").at(-1)).toBe("…");
});

const record = (more: Partial<LogRecord>): LogRecord => ({
  timestamp: 0,
  requestId: "1",
  source: "stdout",
  message: "line",
  ...more,
});

function call(id: string, ending?: Ending): Call {
  return { id, startedAtMs: 0, request: emptyRequest, logs: [], ending };
}

function answered(status: number, more: Partial<ShownExecution> = {}): Ending {
  const execution = { outcome: "success", error: undefined, report: report(10, "warm"), ...more } as const;
  return { kind: "answered", answer: { ...answer(undefined, bytes("")), status }, execution };
}

function report(durationMs: number, start: "cold" | "warm"): ShownExecution["report"] {
  const memory = { memorySizeMb: 128, maxMemoryUsedMb: 40 };
  return { durationMs, billedDurationMs: 100, queuingDurationMs: 0, start, ...memory };
}

describe("calls", () => {
  test("beyond a hundred push out the oldest", () => {
    let calls: readonly Call[] = [];
    for (let index = 0; index < 105; index++) calls = withCall(calls, call(String(index)));
    expect([calls.length, calls[0]?.id]).toEqual([100, "5"]);
  });

  test("get the lines that carry their id, and the last gets those that carry none", () => {
    const calls = [call("1"), call("2")];
    const logged = withLogs(calls, [
      record({ requestId: "1" }),
      record({ requestId: "" }),
      record({ requestId: "9" }),
    ]);
    expect(logged.map(({ logs }) => logs.length)).toEqual([1, 1]);
    expect(withLogs(calls, [record({ requestId: "2" })])[0]).toBe(calls[0]);
  });

  test.each<[string, Ending | undefined, string]>([
    ["running", undefined, "running"],
    ["good", answered(200), "good"],
    ["failed for a status of 400 and more", answered(404), "failed"],
    ["failed when the function did", answered(200, { outcome: "timeout" }), "failed"],
    ["failed when it was refused", { kind: "refused", reason: "no file" }, "failed"],
  ])("are %s", (_, ending, verdict) => {
    const [only] = ending ? withEnding([call("1")], "1", ending) : [call("1")];
    expect(only && verdictOf(only)).toBe(verdict);
  });
});

describe("the history", () => {
  const took = (durationMs: number, start: "cold" | "warm" = "warm", status = 200): Call =>
    call("", answered(status, { report: report(durationMs, start) }));

  test("tells the median, the cold and the failed", () => {
    expect(summaryOf([took(300, "cold"), took(1), took(3, "warm", 502), took(2)])).toEqual({
      calls: 4,
      medianMs: 2.5,
      cold: 1,
      failed: 1,
    });
    expect([median([]), median([3, 1, 2])]).toEqual([0, 2]);
  });

  test("shows a cold start and a warm call in one plot", () => {
    const [cold = 0, warm = 0, none = 0] = heightsOf([
      took(900, "cold"),
      took(3),
      call("", { kind: "refused", reason: "" }),
    ]);
    expect(cold).toBe(100);
    expect(warm).toBeGreaterThan(15);
    expect(warm).toBeLessThan(30);
    expect(none).toBe(4);
  });
});

const TRACEBACK = `Traceback (most recent call last):
  File "/function/code/main.py", line 3, in handler
    price_of("x")
  File "/function/code/orders/prices.py", line 9, in price_of
    return PRICES[item]
  File "/lib/python314.zip/json/__init__.py", line 1, in x
KeyError: 'x'`;
const FILES = { "main.py": "", "orders/prices.py": "" };

describe("a traceback", () => {
  test("has a place for each line of the function's own files, and loses no letter", () => {
    const pieces = traceOf(TRACEBACK, FILES);
    expect(pieces.map(({ text }) => text).join("")).toBe(TRACEBACK);
    expect(pieces.filter(({ kind }) => kind === "place")).toEqual([
      { kind: "place", text: 'File "/function/code/main.py", line 3', path: "main.py", line: 3 },
      {
        kind: "place",
        text: 'File "/function/code/orders/prices.py", line 9',
        path: "orders/prices.py",
        line: 9,
      },
    ]);
  });

  test("has none for files that are not there any more", () => {
    expect(traceOf(TRACEBACK, {})).toEqual([{ kind: "text", text: TRACEBACK }]);
  });
});

describe("a failure", () => {
  const error = { errorType: "KeyError", errorMessage: "'x'", stackTrace: [], hint: "look" };
  const failed: Call = {
    ...call("1", answered(502, { outcome: "error", error })),
    logs: [record({ source: "system", level: "ERROR", message: TRACEBACK.replaceAll("\n", "\r") })],
  };

  test("has Python's words, the hint and the traceback of the log", () => {
    expect(failureOf(failed)).toEqual({ title: "KeyError: 'x'", hint: "look", traceback: TRACEBACK });
  });

  test("is marked in each file where it came by last", () => {
    expect([...failedLinesOf(failed, FILES)]).toEqual([
      ["main.py", { line: 3, message: "KeyError: 'x'" }],
      ["orders/prices.py", { line: 9, message: "KeyError: 'x'" }],
    ]);
    expect(failedLinesOf(undefined, FILES).size).toBe(0);
  });

  test("before Python ran is its reason alone", () => {
    expect(failureOf(call("1", { kind: "refused", reason: "no such file" }))).toEqual({
      title: "no such file",
      hint: undefined,
      traceback: "",
    });
  });

  test("is none for an answer that the function itself calls an error", () => {
    expect(failureOf(call("1", answered(404)))).toBeUndefined();
  });
});

test.each<[Partial<LogRecord>, "all" | "function" | "warnings", string, boolean]>([
  [{}, "all", "", true],
  [{}, "all", "LIN", true],
  [{}, "all", "other", false],
  [{ source: "system" }, "function", "", false],
  [{ source: "stderr" }, "function", "", true],
  [{ level: "INFO" }, "warnings", "", false],
  [{ level: "WARN" }, "warnings", "", true],
  [{ level: "FATAL", source: "system" }, "warnings", "", true],
  [{ message: "a\rb" }, "all", "a\nb", true],
])("a line %j passes the filter %s %j: %s", (more, levels, text, expected) => {
  expect(passes(record(more), { levels, text })).toBe(expected);
});
