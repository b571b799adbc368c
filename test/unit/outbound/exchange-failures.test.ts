import { expect, test } from "vitest";
import { failureOf } from "../../../src/outbound/exchange-failures.ts";

function fetchFailed(code: string, message = "why"): unknown {
  return new TypeError("fetch failed", { cause: Object.assign(new Error(message), { code }) });
}

test.each([
  ["ECONNREFUSED", "refused"],
  ["ENOTFOUND", "unknown-host"],
  ["EHOSTUNREACH", "unreachable"],
  ["UND_ERR_CONNECT_TIMEOUT", "timeout"],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", "certificate"],
  ["ERR_TLS_CERT_ALTNAME_INVALID", "certificate"],
  ["ECONNRESET", "reset"],
  ["UND_ERR_SOCKET", "hung-up"],
  ["constructor", "failed"],
])("%s is told as %s, with the host and the cause", (code, failure) => {
  expect(failureOf(fetchFailed(code), "a.example", "head")).toEqual({
    kind: "failure",
    failure,
    message: "a.example: why",
  });
});

test("of several addresses that were tried, the first is told", () => {
  const tried = [fetchFailed("ECONNREFUSED", "::1"), fetchFailed("ECONNREFUSED", "127.0.0.1")];
  const error = new TypeError("fetch failed", { cause: new AggregateError(tried, "") });
  expect(failureOf(error, "a", "head")).toMatchObject({ failure: "refused" });
});

test.each([
  [new Error("not in tests"), "a.example: not in tests"],
  ["text", "a.example: text"],
  [undefined, "a.example: fetch failed"],
  [null, "a.example: fetch failed"],
])("whatever is thrown is told: %s", (thrown, message) => {
  expect(failureOf(thrown, "a.example", "head")).toEqual({ kind: "failure", failure: "failed", message });
});

test("a body that breaks off without a cause was given up by its sender", () => {
  expect(failureOf(new TypeError("network error"), "a", "body")).toMatchObject({ failure: "hung-up" });
});

test("causes in a circle end", () => {
  const error: { cause?: unknown; message: string } = { message: "round" };
  error.cause = error;
  expect(failureOf(error, "a", "head")).toMatchObject({ failure: "failed" });
});
