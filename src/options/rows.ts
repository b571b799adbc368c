import { expected, expectRecord, refuseUnknownKeys } from "./check.ts";

/** Checks one option and fills in its default. `where` names the option in errors. @throws UsageError */
export type Check<Value> = (value: unknown, where: string) => Value;

/** A row for each option. */
export type Rows = Readonly<Record<string, Check<unknown>>>;

/** The options that rows accept, with their defaults. */
export type Checked<Of extends Rows> = { readonly [Name in keyof Of]: ReturnType<Of[Name]> };

/** Checks the options of a call such as `createFunction()`. @throws UsageError, also for options without a row. */
export function checkOptionsOf<Of extends Rows>(call: string, options: unknown, rows: Of): Checked<Of> {
  const given = expectRecord(`${call} options`, options);
  refuseUnknownKeys(call, given, Object.keys(rows));
  return checkEach(given, rows, "");
}

/** Checks an option that has members of its own, such as `scaling`. Without a value each member has its default. */
export function members<Of extends Rows>(rows: Of): Check<Checked<Of>> {
  return (value = {}, where) => {
    const given = expectRecord(where, value);
    refuseUnknownKeys(where, given, Object.keys(rows));
    return checkEach(given, rows, `${where}.`);
  };
}

function checkEach<Of extends Rows>(
  given: Readonly<Record<string, unknown>>,
  rows: Of,
  prefix: string,
): Checked<Of> {
  return Object.fromEntries(
    Object.entries(rows).map(([name, check]) => [name, check(given[name], prefix + name)] as unknown[]),
  );
}

/** A check that lets `undefined` pass. */
export function optional<Value>(check: Check<Value>): Check<Value | undefined> {
  return (value, where) => (value === undefined ? undefined : check(value, where));
}

export function string(fallback?: string): Check<string> {
  return (value = fallback, where) => {
    if (typeof value !== "string") throw expected(where, "a string", value);
    return value;
  };
}

/** Never a truthy guess: `sandbox: "false"` must not turn the sandbox on or off by accident. */
export function boolean(fallback?: boolean): Check<boolean> {
  return (value = fallback, where) => {
    if (typeof value !== "boolean") throw expected(where, "true or false", value);
    return value;
  };
}

/** A function, or nothing. Its signature cannot be checked. */
export function callback<Signature>(): Check<Signature | undefined> {
  return optional((value, where) => {
    if (typeof value !== "function") throw expected(where, "a function", value);
    return value as Signature;
  });
}

/** A whole number, or `Infinity`. */
export function count(fallback: number, least: number): Check<number> {
  return (value = fallback, where) => {
    const isWhole = Number.isInteger(value) || value === Number.POSITIVE_INFINITY;
    if (typeof value !== "number" || !isWhole || value < least) {
      throw expected(where, `a whole number, at least ${least}`, value);
    }
    return value;
  };
}

export function oneOf<const Word extends string>(fallback: Word, words: readonly Word[]): Check<Word> {
  return (value = fallback, where) => {
    const found = words.find((word) => word === value);
    if (found === undefined) {
      const quoted = words.map((word) => JSON.stringify(word));
      throw expected(where, `${quoted.slice(0, -1).join(", ")} or ${quoted.at(-1)}`, value);
    }
    return found;
  };
}
