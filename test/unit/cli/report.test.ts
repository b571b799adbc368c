import { describe, expect, test } from "vitest";
import { renderFailure } from "../../../src/cli/report.ts";
import { functionError } from "../../../src/errors.ts";
import { record } from "./fake-terminal.ts";

const RAISED = functionError({
  code: "HANDLER_RAISED",
  errorType: "NameError",
  errorMessage: "name 'x' is not defined",
  stackTrace: [
    '  File "/function/runtime/runtime.py", line 155, in handle_event\n    result = h(r.event)\n',
    '  File "/function/code/main.py", line 2, in handler\n    return x\n',
  ],
});
const TRACEBACK = "Traceback (most recent call last):\r  File …\rNameError: name 'x' is not defined";

describe("a failed call", () => {
  test("is told as Python tells it, without the runtime's frame", () => {
    expect(renderFailure(RAISED, []).split("\n")).toEqual([
      "Traceback (most recent call last):",
      '  File "/function/code/main.py", line 2, in handler',
      "    return x",
      "NameError: name 'x' is not defined",
    ]);
  });

  test("is not told again when the log showed its traceback", () => {
    expect(renderFailure(RAISED, [record({ level: "ERROR", message: TRACEBACK })])).toBe("");
  });

  test.each([
    { level: "INFO", message: TRACEBACK },
    { level: "ERROR", message: "NameError: name 'x' is not defined" },
    { level: "ERROR", message: TRACEBACK.replaceAll("NameError", "KeyError") },
  ] as const)("is told after another record: $level $message", (other) => {
    expect(renderFailure(RAISED, [record(other)])).toContain("NameError: name 'x' is not defined");
  });

  test("ends with what to do, in the words of the flags", () => {
    const timeout = functionError({
      code: "EXECUTION_TIMEOUT",
      errorType: "TimeoutError",
      errorMessage: "",
      stackTrace: [],
    });
    const [told, hint] = renderFailure(timeout, []).split("\n");
    expect(told).toBe("TimeoutError");
    expect(hint).toMatch(/^Hint: Raise --execution-timeout /);
  });
});
