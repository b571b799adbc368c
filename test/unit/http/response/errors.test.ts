import { describe, expect, test } from "vitest";
import { DOCUMENTED_LIMITS } from "../../../../src/api/limits.ts";
import { crashResponse, exceptionResponse } from "../../../../src/http/response/function-errors.ts";
import {
  internalErrorResponse,
  overloadResponse,
  requestTooLargeResponse,
  resultTooLargeResponse,
  timeoutResponse,
  unavailableResponse,
} from "../../../../src/http/response/platform-errors.ts";
import { acceptedResponse, rawResponse } from "../../../../src/http/response/raw-response.ts";
import { contractRows } from "../../../contract/read.ts";

const answers = {
  crash: crashResponse,
  internalError: internalErrorResponse,
  overload: overloadResponse,
  requestTooLarge: () => requestTooLargeResponse(DOCUMENTED_LIMITS.requestBytes),
  resultTooLarge: () => resultTooLargeResponse(DOCUMENTED_LIMITS.responseBytes),
  timeout: timeoutResponse,
  unavailable: unavailableResponse,
};

interface ErrorRow {
  readonly answer: keyof typeof answers;
  readonly status: number;
  readonly body: string;
  readonly isFunctionError: boolean;
}

const headers = [["Content-Type", "application/json"]];

describe("an error that is not the function's own exception", () => {
  const rows = contractRows<ErrorRow>("platform-errors");

  test.each(rows)("$name ($section)", ({ answer, status, body, isFunctionError }) => {
    expect(answers[answer]()).toEqual({ status, headers, body, isFunctionError, warnings: [] });
  });

  test("has a row for each kind", () => {
    expect(rows.map((row) => row.answer).sort()).toEqual(Object.keys(answers));
  });

  test("names the limit that was set", () => {
    expect(requestTooLargeResponse(10).body).toContain("limits (10)");
    expect(resultTooLargeResponse(10).body).toContain("limits (10)");
  });
});

describe("an exception of the function", () => {
  test("is written as Python writes JSON, keys in the documented order", () => {
    const frame = '  File "/function/code/main.py", line 2, in handler\n    return unknownVariable\n';
    const stackTrace = [frame, "second"];
    const answer = exceptionResponse({
      stackTrace,
      errorType: "NameError",
      errorMessage: "name 'x' is not defined",
    });
    const body =
      '{"errorMessage": "name \'x\' is not defined", "errorType": "NameError", "stackTrace": ' +
      '["  File \\"/function/code/main.py\\", line 2, in handler\\n    return unknownVariable\\n", "second"]}';
    expect(answer).toEqual({ status: 502, headers, body, isFunctionError: true, warnings: [] });
  });

  test("has ASCII escapes for all that is not ASCII", () => {
    const { body } = exceptionResponse({ errorMessage: "ж\u007f\ud800🐍\t\u0001", errorType: "E" });
    expect(body).toBe('{"errorMessage": "\\u0436\\u007f\\ud800\\ud83d\\udc0d\\t\\u0001", "errorType": "E"}');
  });

  test("keeps an empty stack trace", () => {
    const { body } = exceptionResponse({ errorMessage: "", errorType: "E", stackTrace: [] });
    expect(body).toBe('{"errorMessage": "", "errorType": "E", "stackTrace": []}');
  });
});

test("a result in raw mode is sent as it is", () => {
  const body = '{"statusCode": 500, "n": 12345678901234567890123}';
  expect(rawResponse(body)).toEqual({ status: 200, headers, body, isFunctionError: false, warnings: [] });
});

test("an asynchronous call is accepted with an empty body", () => {
  expect(acceptedResponse()).toMatchObject({ status: 202, body: "", isFunctionError: false });
});
