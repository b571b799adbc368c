import { describe, expect, test } from "vitest";
import type { HeaderPair } from "../../../../src/http/request/request.ts";
import { envelopeResponse } from "../../../../src/http/response/envelope-response.ts";
import { contractRows } from "../../../contract/read.ts";
import { bytesOf } from "../support.ts";

interface ResultRow {
  /** The JSON text that Python wrote. */
  readonly result: string;
  readonly status: number;
  readonly headers: HeaderPair[];
  readonly body: string;
  readonly base64?: string;
  /** Part of the one warning in the log; without it there is none. */
  readonly warning?: string;
  readonly wrongShape?: true;
  /** The sentence of a 502 of the errorCode family. */
  readonly refusal?: string;
}

const rows = contractRows<ResultRow>("result-to-response");
const json: HeaderPair[] = [["Content-Type", "application/json"]];

describe("a result in HTTP mode", () => {
  const answered = rows.filter((row) => row.status !== undefined);
  test.each(answered)("$name ($section)", ({ result, status, headers, body, base64, warning }) => {
    expect(envelopeResponse(result)).toEqual({
      status,
      headers,
      body: base64 === undefined ? body : bytesOf({ base64 }),
      isFunctionError: false,
      warnings: warning === undefined ? [] : [expect.stringContaining(warning)],
    });
  });

  const wrongShapes = rows.filter((row) => row.wrongShape);
  test.each(wrongShapes)("$name ($section)", ({ result, warning }) => {
    const start = '{"errorMessage":"Malformed serverless function response: not a valid json"';
    const body = `${start},"errorType":"ProxyIntegrationError","payload":${JSON.stringify(result)}}`;
    expect(envelopeResponse(result)).toEqual({
      status: 502,
      headers: json,
      body,
      isFunctionError: true,
      warnings: [warning],
    });
  });

  const refusals = rows.filter((row) => row.refusal !== undefined);
  test.each(refusals)("$name ($section)", ({ result, refusal }) => {
    const body = `{"errorCode":502,"errorMessage":${JSON.stringify(refusal)},"errorType":"ProxyIntegrationError"}`;
    expect(envelopeResponse(result)).toEqual({
      status: 502,
      headers: json,
      body,
      isFunctionError: true,
      warnings: [refusal],
    });
  });

  test("has one expectation in every row of the table", () => {
    expect(answered.length + wrongShapes.length + refusals.length).toBe(rows.length);
  });

  test("is cut short in the warning, not in the payload", () => {
    const result = JSON.stringify("x".repeat(1_000));
    const answer = envelopeResponse(result);
    expect(answer.warnings[0]?.length).toBeLessThan(300);
    expect(JSON.parse(String(answer.body))).toMatchObject({ payload: result });
  });

  test("is never blamed on the function when it is no JSON at all", () => {
    expect(() => envelopeResponse('{"body": "\\x"}')).toThrow(SyntaxError);
  });

  test("may have megabytes of quotes and backslashes in its body", () => {
    const body = '\\"'.repeat(800_000);
    expect(envelopeResponse(JSON.stringify({ body })).body).toBe(body);
  });

  test("may nest deeper than a recursive reader could follow", () => {
    const nested = "[".repeat(100_000) + "]".repeat(100_000);
    expect(envelopeResponse(`{"body": ${nested}}`).body).toBe(nested);
  });
});
