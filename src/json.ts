import { UsageError } from "./errors.ts";

declare const jsonTextBrand: unique symbol;

/** JSON text that goes into the function unparsed. Made by {@link jsonText}. */
export interface JsonText {
  readonly [jsonTextBrand]: true;
  readonly text: string;
}

/** Known by identity, so that no event of the user's can look like one. */
const jsonTexts = new WeakSet<object>();

/**
 * Marks `text` as JSON: the function gets what `json.loads` makes of it, unseen by JavaScript, so that big
 * integers keep their digits.
 *
 * @throws UsageError when `text` is not JSON.
 * @example await fn.invoke(jsonText('{"id": 12345678901234567890123}'));
 */
export function jsonText(text: string): JsonText {
  if (typeof text !== "string") {
    throw new UsageError(
      "INVALID_EVENT",
      `jsonText() expected a string of JSON, got a value of type ${typeof text}.`,
    );
  }
  try {
    JSON.parse(text);
  } catch (error) {
    throw new UsageError("INVALID_EVENT", `jsonText() expected JSON: ${(error as Error).message}`);
  }
  const marked = { text } as JsonText;
  jsonTexts.add(marked);
  return marked;
}

/**
 * The JSON text of an event. `undefined` is the empty string, as a call without data is in the service.
 *
 * @throws UsageError naming the path of what JSON cannot carry.
 */
export function encodeEvent(event: unknown): string {
  if (event === undefined) return '""';
  if (typeof event === "object" && event !== null && jsonTexts.has(event)) return (event as JsonText).text;
  return encodeJson("event", event);
}

/**
 * The JSON text of a value that is called `where`.
 *
 * @throws UsageError naming the path of what JSON cannot carry.
 */
export function encodeJson(where: string, value: unknown): string {
  return JSON.stringify(value, refuser(where));
}

/** An object on the way down to where JSON.stringify is, and the key that led to it. */
interface Level {
  readonly value: object;
  readonly key: string;
}

/** JSON.stringify itself gives up between 2,000 and 3,000 levels (Node 20), sooner on a stack half used. */
const DEEPEST = 1_000;

/** Sees every value as it is written, after toJSON(), and refuses what would be lost: JSON.stringify drops it silently. */
function refuser(where: string) {
  const above: Level[] = [];
  return function (this: object, key: string, value: unknown): unknown {
    while (above.length > 0 && above.at(-1)?.value !== this) above.pop();
    // A Buffer has a toJSON(), and nobody wants what it gives.
    const original = (this as Record<string, unknown>)[key];
    const culprit = culpritOf(ArrayBuffer.isView(original) ? original : value);
    const isLeftOut = value === undefined && above.length > 0 && !Array.isArray(this);
    if (culprit !== undefined && !isLeftOut)
      refuse(where, above, key, `a value that JSON can carry, got ${culprit}`);
    if (typeof value === "object" && value !== null) {
      if (above.some((level) => level.value === value))
        refuse(where, above, key, "a tree, got a cycle (it contains itself)");
      if (above.length === DEEPEST)
        refuse(where, [], key, `at most ${DEEPEST} levels of nesting; use jsonText() for more`);
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

/** JSON.stringify takes these for objects without members. */
const LOST = /^(Weak)?(Map|Set)$|^(Shared)?ArrayBuffer$|^(Promise|RegExp|Error|BigInt|Symbol)$/;

function objectCulpritOf(value: object): string | undefined {
  if (jsonTexts.has(value)) return "a jsonText(), which must be the whole event";
  const kind = Object.prototype.toString.call(value).slice("[object ".length, -1);
  if (!LOST.test(kind) && !ArrayBuffer.isView(value)) return undefined;
  return `${/^[AEI]/.test(kind) ? "an" : "a"} ${kind}`;
}
