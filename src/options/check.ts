import { UsageError } from "../errors.ts";
import { kindOf } from "../util/kind-of.ts";
import { nearestNames } from "../util/nearest.ts";

/** The message of every refusal: the place, the expectation, the value, the remedy. */

/** `memoryMb: expected a multiple of 128, got 100 (number).` To be thrown. */
export function expected(where: string, what: string, got: unknown): UsageError {
  return refused(where, `expected ${what}, got ${describe(got)}.`);
}

/** The same where another sentence says it better. */
export function refused(where: string, sentence: string): UsageError {
  return new UsageError("INVALID_OPTION", `${where}: ${sentence}`);
}

/** A value in a sentence: `"3s" (string)`, `an object of class Map`. */
export function describe(value: unknown): string {
  if (typeof value === "string") return `${JSON.stringify(value)} (string)`;
  if (typeof value === "number" || typeof value === "boolean") return `${value} (${typeof value})`;
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return "an array";
  return typeof value === "object"
    ? `an object of class ${kindOf(value)}`
    : `a value of type ${typeof value}`;
}

/**
 * `unknown option "entryPoint". Did you mean entrypoint?`, or `undefined` when every key is known.
 *
 * @param renamed new names by old ones.
 */
export function unknownKey(
  kind: "option" | "argument",
  given: Readonly<Record<string, unknown>>,
  known: readonly string[],
  renamed: Readonly<Record<string, string>> = {},
): string | undefined {
  const unknown = Object.keys(given).find((key) => !known.includes(key));
  if (unknown === undefined) return undefined;
  const old = Object.keys(renamed).filter((name) => known.includes(renamed[name] ?? ""));
  const names = old.includes(unknown) ? [unknown] : nearestNames(unknown, [...known, ...old]);
  const near = new Set(names.map((name) => renamed[name] ?? name));
  const help =
    near.size > 0 ? `Did you mean ${[...near].join(" or ")}?` : `Known ones are ${known.join(", ")}.`;
  return `unknown ${kind} ${JSON.stringify(unknown)}. ${help}`;
}

/** @throws UsageError for a key that would otherwise be ignored in silence; it names the nearest known one. */
export function refuseUnknownKeys(
  where: string,
  given: Readonly<Record<string, unknown>>,
  known: readonly string[],
): void {
  const sentence = unknownKey("option", given, known);
  if (sentence !== undefined) throw refused(where, sentence);
}

/** @throws UsageError for a value that is no plain object. */
export function expectRecord(where: string, value: unknown): Record<string, unknown> {
  if (!isRecord(value)) throw expected(where, "an object", value);
  return value;
}

/** Whether it is a plain object, of whatever realm. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  // The content of a Map or a URL is no member that Object.entries() sees: they would count as empty.
  return typeof value === "object" && value !== null && kindOf(value) === "Object";
}
