import { UsageError } from "../errors.ts";
import { isError, kindOf } from "../util/kind-of.ts";
import { isTooDeep, MOST_LEVELS } from "./scan.ts";

declare const jsonTextBrand: unique symbol;

/** JSON text that reaches the function as it is. Made by {@link jsonText}. */
export interface JsonText {
  readonly [jsonTextBrand]: true;
  readonly text: string;
}

/** Recognised by identity, so that no event of a user is taken for one. */
const jsonTexts = new WeakSet<object>();

/**
 * Marks `text` as JSON. The function gets the value that Python's `json.loads` reads from it; JavaScript does not convert it, so
 * that big integers keep their digits.
 *
 * @throws UsageError when `text` is not JSON, or nested deeper than 1,000 levels.
 * @example await fn.invoke(jsonText('{"id": 12345678901234567890123}'));
 */
export function jsonText(text: string): JsonText {
  if (typeof text !== "string") {
    throw new UsageError(
      "INVALID_EVENT",
      `jsonText(): expected a string of JSON, got a value of type ${typeof text}.`,
    );
  }
  try {
    JSON.parse(text);
  } catch (error) {
    throw new UsageError("INVALID_EVENT", `jsonText(): expected JSON: ${(error as Error).message}`);
  }
  if (isTooDeep(text)) {
    throw new UsageError("INVALID_EVENT", `jsonText(): expected at most ${MOST_LEVELS} levels of nesting.`);
  }
  const marked = Object.freeze({ text }) as JsonText;
  jsonTexts.add(marked);
  return marked;
}

/**
 * The JSON text of an event. `undefined` is the empty string, as a call without data is in the service.
 *
 * @throws UsageError with the path of a value that JSON cannot carry.
 */
export function encodeEvent(event: unknown): string {
  if (event === undefined) return '""';
  if (typeof event === "object" && event !== null && jsonTexts.has(event)) return (event as JsonText).text;
  return encodeJson("event", event);
}

/**
 * The JSON text of a value that is called `where`.
 *
 * @throws UsageError with the path of a value that JSON cannot carry.
 */
export function encodeJson(where: string, value: unknown): string {
  try {
    // A replacer doubles the time of JSON.stringify.
    return isPlain(value, MOST_LEVELS) ? JSON.stringify(value) : JSON.stringify(value, refuser(where));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    // A getter, a toJSON() or a proxy of the caller threw.
    throw new UsageError("INVALID_EVENT", `${where}: expected a value that can be read; ${told(error)}.`);
  }
}

/** Whether JSON carries a value completely, and writing it runs no code of the caller. */
function isPlain(value: unknown, levels: number): boolean {
  switch (typeof value) {
    case "string":
    case "boolean":
      return true;
    case "number":
      return Number.isFinite(value);
    case "object":
      return value === null || (levels > 0 && isPlainObject(value, levels - 1));
    default:
      return false;
  }
}

/** A cycle ends at the limit of levels; the refuser then finds it and names its place. */
function isPlainObject(value: object, levels: number): boolean {
  if (Array.isArray(value)) return !("toJSON" in value) && arePlain(value, levels);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  if ("toJSON" in value || jsonTexts.has(value)) return false;
  return arePlain(Object.values(value), levels);
}

/** Not `every`, which skips holes. */
function arePlain(values: readonly unknown[], levels: number): boolean {
  for (let index = 0; index < values.length; index += 1) {
    if (!isPlain(values[index], levels)) return false;
  }
  return true;
}

/** An object around the value that JSON.stringify writes, and the key that led to it. */
interface Level {
  readonly value: object;
  readonly key: string;
}

function told(error: unknown): string {
  return isError(error) ? `reading it threw ${error.name}: ${error.message}` : "reading it threw";
}

/** A replacer that gets every value after toJSON(), and refuses those that JSON.stringify would drop or change silently. */
function refuser(where: string) {
  const above: Level[] = [];
  return function (this: object, key: string, value: unknown): unknown {
    while (above.length > 0 && above.at(-1)?.value !== this) above.pop();
    const original = (this as Record<string, unknown>)[key];
    const culprit = culpritOf(isLostOnTheWay(original, value) ? original : value);
    const isLeftOut = value === undefined && above.length > 0 && !Array.isArray(this);
    if (culprit !== undefined && !isLeftOut)
      refuse(where, above, key, `a value that JSON can carry, got ${culprit}`);
    if (typeof value === "object" && value !== null) {
      if (above.some((level) => level.value === value))
        refuse(where, above, key, "a tree, got a cycle (it contains itself)");
      if (above.length === MOST_LEVELS) refuse(where, [], key, `at most ${MOST_LEVELS} levels of nesting`);
      above.push({ value, key });
    }
    return value;
  };
}

function refuse(where: string, above: readonly Level[], key: string, expected: string): never {
  const keys = [...above.map((level) => level.key), key].slice(1);
  const path = keys.reduce((path, key, depth) => path + step(above[depth]?.value, key), where);
  throw new UsageError("INVALID_EVENT", `${path}: expected ${expected}.`);
}

function step(holder: object | undefined, key: string): string {
  if (Array.isArray(holder)) return `[${key}]`;
  return /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}

function culpritOf(value: unknown): string | undefined {
  switch (typeof value) {
    case "function":
      return `a function${value.name ? ` (${value.name})` : ""}`;
    case "bigint":
      return `the BigInt ${value}n; use jsonText() for big integers`;
    case "symbol":
      return String(value);
    case "undefined":
      return "undefined";
    case "number":
      return Number.isFinite(value) ? undefined : String(value);
    case "object":
      return value === null ? undefined : objectCulpritOf(value);
    default:
      return undefined;
  }
}

/** The toJSON() of a Buffer lists its bytes, that of an invalid Date returns null: neither is the value itself. */
function isLostOnTheWay(original: unknown, value: unknown): boolean {
  return ArrayBuffer.isView(original) || (value === null && kindOf(original) === "Date");
}

/** Kinds that JSON.stringify writes as null or without their content. Objects of other classes are lost if they have no own keys. */
const LOST = /^(Weak)?(Map|Set)$|^(Shared)?ArrayBuffer$|^(Promise|RegExp|Error|BigInt|Symbol)$/;
const KEPT = /^(Object|Array|Arguments|String|Boolean|Number)$/;

function objectCulpritOf(value: object): string | undefined {
  if (jsonTexts.has(value)) return "a jsonText(), which must be the whole event";
  const kind = kindOf(value);
  if (kind === "Number") return culpritOf(Number(value));
  const isLost = LOST.test(kind) || ArrayBuffer.isView(value) || (!KEPT.test(kind) && isEmpty(value));
  if (!isLost) return undefined;
  if (kind === "Date") return "an invalid Date";
  return `${/^[AEI]/.test(kind) ? "an" : "a"} ${kind}`;
}

function isEmpty(value: object): boolean {
  return Object.keys(value).length === 0;
}
