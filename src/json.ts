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
  refuseWhatJsonLoses(event, "event", []);
  return JSON.stringify(event);
}

/** JSON.stringify drops functions and symbols silently and names no path for cycles and BigInts. */
function refuseWhatJsonLoses(value: unknown, path: string, above: readonly object[]): void {
  const culprit = culpritOf(value);
  if (culprit !== undefined) {
    throw new UsageError("INVALID_EVENT", `${path}: expected a value that JSON can carry, got ${culprit}.`);
  }
  if (typeof value !== "object" || value === null || hasToJson(value)) return;
  if (above.includes(value)) {
    throw new UsageError("INVALID_EVENT", `${path}: expected a tree, got a cycle (it contains itself).`);
  }
  const inside = [...above, value];
  if (Array.isArray(value)) {
    value.forEach((item, index) => {
      refuseWhatJsonLoses(item, `${path}[${index}]`, inside);
    });
    return;
  }
  for (const [key, member] of Object.entries(value)) {
    if (member !== undefined) refuseWhatJsonLoses(member, memberPath(path, key), inside);
  }
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
      return value instanceof Map || value instanceof Set || ArrayBuffer.isView(value)
        ? `a ${value.constructor.name}`
        : undefined;
    default:
      return undefined;
  }
}

function hasToJson(value: object): boolean {
  return typeof (value as { toJSON?: unknown }).toJSON === "function";
}

function memberPath(path: string, key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;
}
