import { expected, expectRecord, refuseUnknownKeys } from "./check.ts";

/** Checks one option and fills in its default. `where` names the option in errors. @throws UsageError */
export type Check<Value> = (value: unknown, where: string) => Value;

/** A row for each option. */
export type Rows = Readonly<Record<string, Check<unknown>>>;

/** The options that rows accept, with their defaults. */
export type Checked<Of extends Rows> = { readonly [Name in keyof Of]: ReturnType<Of[Name]> };

/** Checks the options of a call such as `createFunction()`. @throws UsageError, also for options without a row. */
export function checkOptionsOf<Of extends Rows>(call: string, options: unknown, rows: Of): Checked<Of> {
  return checkEach(expectRecord(`${call} options`, options), rows, call, "");
}

/** Checks an option that has members of its own, such as `scaling`. Without a value each member has its default. */
export function members<Of extends Rows>(rows: Of): Check<Checked<Of>> {
  return (value = {}, where) => checkEach(expectRecord(where, value), rows, where, `${where}.`);
}

function checkEach<Of extends Rows>(
  given: Readonly<Record<string, unknown>>,
  rows: Of,
  where: string,
  prefix: string,
): Checked<Of> {
  refuseUnknownKeys(where, given, Object.keys(rows));
  return Object.fromEntries(
    Object.entries(rows).map(([name, check]) => [name, check(given[name], prefix + name)] as unknown[]),
  );
}

/** A check that lets `undefined` pass. */
export function optional<Value>(check: Check<Value>): Check<Value | undefined> {
  return (value, where) => (value === undefined ? undefined : check(value, where));
}

export function string(fallback?: string): Check<string> {
  return ofType("string", "a string", fallback);
}

/** Never a truthy guess: `sandbox: "false"` must not turn the sandbox on or off by accident. */
export function boolean(fallback?: boolean): Check<boolean> {
  return ofType("boolean", "true or false", fallback);
}

/** A function, or nothing. Its signature cannot be checked. */
export function callback<Signature>(): Check<Signature | undefined> {
  return optional(ofType<Signature>("function", "a function"));
}

function ofType<Value>(
  type: "string" | "boolean" | "function",
  words: string,
  fallback?: Value,
): Check<Value> {
  return (value: unknown = fallback, where) => {
    if (typeof value !== type) throw expected(where, words, value);
    return value as Value;
  };
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
