import { describe, expect, test } from "vitest";
import { CATALOGUE, type ErrorCode, FunctionError, functionError, UsageError } from "../../src/errors.ts";

const failure = { errorType: "KeyError", errorMessage: "'name'", stackTrace: ["  one\n"] };

describe.each(Object.keys(CATALOGUE) as ErrorCode[])("%s", (code) => {
  const { blame, phase, hint } = functionError({ code, ...failure });

  test("says whose fault it is and when", () => {
    expect(["function", "caller", "pythonless"]).toContain(blame);
    expect(["init", "invoke", "serialise"]).toContain(phase);
  });

  test("has a hint of whole sentences, or none", () => {
    expect(hint ?? "None.").toMatch(/^[A-Z].*\.$/);
  });

  test("asks for a report only when the fault is ours", () => {
    expect(/report it|reinstall/.test(hint ?? "")).toBe(blame === "pythonless");
  });
});

describe("a FunctionError", () => {
  test("is an Error that tells what Python told", () => {
    const error = functionError({ code: "HANDLER_RAISED", ...failure });
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ name: "FunctionError", message: "KeyError: 'name'", ...failure });
    expect(String(error)).toBe("FunctionError: KeyError: 'name'");
  });

  test("is created by pythonless alone, and `instanceof` knows it", () => {
    expect(functionError({ code: "HANDLER_RAISED", ...failure })).toBeInstanceOf(FunctionError);
    // @ts-expect-error: the constructor is private.
    const create = () => new FunctionError({ code: "HANDLER_RAISED", ...failure });
    expect(create).toBeTypeOf("function");
  });

  test("takes hint and phase from the failure where it knows more", () => {
    const error = functionError({ code: "HANDLER_RAISED", ...failure, hint: "Look.", phase: "init" });
    expect([error.hint, error.phase]).toEqual(["Look.", "init"]);
  });
});

test("a UsageError is a TypeError with a code", () => {
  const error = new UsageError("INVALID_EVENT", "event: no.");
  expect(error).toBeInstanceOf(TypeError);
  expect([error.code, String(error)]).toEqual(["INVALID_EVENT", "UsageError: event: no."]);
});

test("the caller is to blame for its signal, for close() and for too many calls, and for nothing else", () => {
  const codes = Object.entries(CATALOGUE).filter(([, { blame }]) => blame === "caller");
  expect(codes.map(([code]) => code).sort()).toEqual(["ABORTED", "FUNCTION_CLOSED", "TOO_MANY_CALLS"]);
});
