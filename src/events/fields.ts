/** The members of a builder's argument: each checked, each with its default. */

import type { JsonValue } from "../api/log.ts";
import { encodeEvent } from "../json/encode.ts";
import { isRecord } from "../options/check.ts";
import { bytesOf } from "../util/bytes.ts";
import { type Given, tooMuch, wrong } from "./given.ts";
import { type Instant, instantOf } from "./moment.ts";

type Name<Members> = keyof Members & string;

/** A JSON object. */
export type JsonObject = { [key: string]: JsonValue };

/** Of one message of a trigger: 256 KB (contract 8.2). */
const MESSAGE_LIMIT_BYTES = 262_144;

/** Required where there is no fallback. */
export function text<Members>(given: Given<Members>, name: Name<Members>, fallback?: string): string {
  const value = valueOr(given.read(name), fallback);
  if (typeof value !== "string") throw wrong(given, name, "a string", value);
  return value;
}

/** A finite number. */
export function number<Members>(given: Given<Members>, name: Name<Members>, fallback: number): number {
  const value = valueOr(given.read(name), fallback);
  if (typeof value !== "number" || !Number.isFinite(value)) throw wrong(given, name, "a number", value);
  return value;
}

export function wholeNumber<Members>(given: Given<Members>, name: Name<Members>, fallback: number): number {
  const value = number(given, name, fallback);
  if (!Number.isSafeInteger(value)) throw wrong(given, name, "a whole number", value);
  return value;
}

export function oneOf<Members, Choice extends string>(
  given: Given<Members>,
  name: Name<Members>,
  choices: readonly Choice[],
  fallback: Choice,
): Choice {
  const value = valueOr(given.read(name), fallback);
  const chosen = choices.find((choice) => choice === value);
  if (chosen === undefined) throw wrong(given, name, `one of ${choices.join(", ")}`, value);
  return chosen;
}

/** A time; now by default. */
export function moment<Members>(given: Given<Members>, name: Name<Members>, fallback?: Instant): Instant {
  const value = given.read(name);
  if (value === undefined && fallback !== undefined) return fallback;
  const instant = instantOf(valueOr(value, new Date()));
  if (instant === undefined) {
    throw wrong(given, name, "a Date, or a time in UTC such as 2019-12-04T12:05:14.227761Z", value);
  }
  return instant;
}

/** Text or bytes; empty text by default. */
export function textOrBytes<Members>(given: Given<Members>, name: Name<Members>): string | Uint8Array {
  const value = valueOr(given.read(name), "");
  const content = typeof value === "string" ? value : bytesOf(value);
  if (content === undefined) throw wrong(given, name, "a string or bytes", value);
  return content;
}

/** The same with the text in UTF-8. */
export function bytes<Members>(given: Given<Members>, name: Name<Members>): Uint8Array {
  const value = textOrBytes(given, name);
  return typeof value === "string" ? new TextEncoder().encode(value) : value;
}

/** Names with a text each. */
export function texts<Members>(given: Given<Members>, name: Name<Members>): Record<string, string> {
  const value = record(given, name);
  for (const [key, text] of Object.entries(value)) {
    if (typeof text !== "string") throw wrong(given, `${name}.${key}`, "a string", text);
  }
  return value as Record<string, string>;
}

/** Names with a text or several each, as pairs. */
export function textLists<Members>(given: Given<Members>, name: Name<Members>): [string, string[]][] {
  return Object.entries(record(given, name)).map(([key, value]) => {
    const list: readonly unknown[] = Array.isArray(value) ? value : [value];
    const isText = list.every((text) => typeof text === "string");
    if (!isText) throw wrong(given, `${name}.${key}`, "a string or a list of strings", value);
    return [key, [...list] as string[]];
  });
}

/** The same with one pair for each text, as names with several values are on the wire. */
export function textPairs<Members>(given: Given<Members>, name: Name<Members>): [string, string][] {
  return textLists(given, name).flatMap(([key, values]) =>
    values.map((value): [string, string] => [key, value]),
  );
}

/** An object, empty by default. */
export function record<Members>(given: Given<Members>, name: Name<Members>): Record<string, unknown> {
  const value = valueOr(given.read(name), {});
  if (!isRecord(value)) throw wrong(given, name, "an object", value);
  return value;
}

/** An object of JSON, empty by default. */
export function json<Members>(given: Given<Members>, name: Name<Members>): JsonObject {
  const value = record(given, name);
  encodeEvent(value);
  return value as JsonObject;
}

/** An object whose members `read` asks for; empty by default. */
export function nested<Members, Inner, Result>(
  given: Given<Members>,
  name: Name<Members>,
  read: (inner: Given<Inner>) => Result,
): Result {
  return given.inner(name, valueOr(given.read(name), {}), read);
}

/** Refuses a message that is too large for a trigger (contract 8.2). */
export function checkMessageSize(
  given: Pick<Given<unknown>, "where">,
  name: string,
  sizeBytes: number,
): void {
  if (sizeBytes <= MESSAGE_LIMIT_BYTES) return;
  throw tooMuch(
    given,
    name,
    `at most ${MESSAGE_LIMIT_BYTES} bytes, a trigger's limit for a message`,
    sizeBytes,
  );
}

export function utf8Bytes(text: string): number {
  return new TextEncoder().encode(text).byteLength;
}

/** Only `undefined` means that a member is left out; `null` is refused. */
function valueOr(value: unknown, fallback: unknown): unknown {
  return value === undefined ? fallback : value;
}
