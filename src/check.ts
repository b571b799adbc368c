/** What callers hand in, judged: the words and the tests that options and events share. */
import { UsageError } from "./errors.ts";
import { nearestOf } from "./nearest.ts";

type UsageCode = UsageError["code"];

/** `where: expected what, got …` */
export function expected(code: UsageCode, where: string, what: string, got: unknown): UsageError {
  return new UsageError(code, `${where}: expected ${what}, got ${describe(got)}.`);
}

/**
 * Refuses a name that would otherwise be ignored in silence.
 *
 * @throws UsageError with the nearest known name, or with all of them.
 */
export function refuseUnknown(
  code: UsageCode,
  where: string,
  kind: "option" | "argument",
  given: object,
  known: readonly string[],
): void {
  const unknown = Object.keys(given).find((key) => !known.includes(key));
  if (unknown === undefined) return;
  const near = nearestOf(unknown, known);
  const help = near.length > 0 ? `Did you mean ${near.join(" or ")}?` : `Known ones are ${known.join(", ")}.`;
  throw new UsageError(code, `${where}: unknown ${kind} ${JSON.stringify(unknown)}. ${help}`);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  // A Map or a URL has members too, but none that Object.entries() sees: it would be taken for empty.
  return typeof value === "object" && value !== null && kindOf(value) === "Object";
}

/** The same in every realm, unlike `instanceof`: test runners run us in one of their own. */
export function kindOf(value: object): string {
  return Object.prototype.toString.call(value).slice("[object ".length, -1);
}

function describe(value: unknown): string {
  if (typeof value === "string") return `${JSON.stringify(value)} (string)`;
  if (typeof value === "number" || typeof value === "boolean") return `${value} (${typeof value})`;
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return "an array";
  return typeof value === "object"
    ? `an object of class ${kindOf(value)}`
    : `a value of type ${typeof value}`;
}
