import { kindOf } from "../util/kind-of.ts";

/** A time: a `Date`, or RFC 3339 text in UTC with up to nine digits, `2019-12-04T12:05:14.227761Z`. */
export type Moment = Date | string;

/** A time to the nanosecond, which no `Date` can hold. */
export interface Instant {
  readonly epochSeconds: number;
  /** From 0 to 999,999,999. */
  readonly nanos: number;
  /** The text that it was given as. */
  readonly text?: string;
}

/** `undefined` for a value that is not a time. */
export function instantOf(value: unknown): Instant | undefined {
  if (typeof value === "string") return instantOfText(value);
  if (typeof value !== "object" || value === null || kindOf(value) !== "Date") return undefined;
  const momentMs = Number(value);
  if (Number.isNaN(momentMs)) return undefined;
  const epochSeconds = Math.floor(momentMs / 1000);
  return { epochSeconds, nanos: (momentMs - epochSeconds * 1000) * 1_000_000 };
}

function instantOfText(text: string): Instant | undefined {
  const [, toSeconds, fraction = ""] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?Z$/.exec(text) ?? [];
  if (toSeconds === undefined) return undefined;
  const momentMs = Date.parse(`${toSeconds}Z`);
  // Date takes the 30th of February for the 2nd of March.
  if (Number.isNaN(momentMs) || isoToSeconds(momentMs) !== toSeconds) return undefined;
  return { epochSeconds: momentMs / 1000, nanos: Number(fraction.padEnd(9, "0")), text };
}

/** RFC 3339 with so many digits of the second; a text keeps its own. */
export function rfc3339(instant: Instant, digits: 0 | 6 | 9): string {
  if (instant.text !== undefined) return instant.text;
  const fraction = digits === 0 ? "" : `.${nineDigits(instant).slice(0, digits)}`;
  return `${isoToSeconds(instant.epochSeconds * 1000)}${fraction}Z`;
}

/** As Go prints a time: `2021-09-02 18:29:17.118082213 +0000 UTC`, without the fraction's last zeros. */
export function goTime(instant: Instant): string {
  const fraction = `.${nineDigits(instant)}`.replace(/\.?0+$/, "");
  return `${isoToSeconds(instant.epochSeconds * 1000).replace("T", " ")}${fraction} +0000 UTC`;
}

/** As Protocol Buffers hold a time. */
export function protobufTime({ epochSeconds, nanos }: Instant): ProtobufTime {
  return { seconds: epochSeconds, nanos };
}

/** Seconds and nanoseconds since 1970. */
export interface ProtobufTime {
  seconds: number;
  nanos: number;
}

/** Unix time in whole milliseconds. */
export function epochMs({ epochSeconds, nanos }: Instant): number {
  return epochSeconds * 1000 + Math.floor(nanos / 1_000_000);
}

function nineDigits({ nanos }: Instant): string {
  return String(nanos).padStart(9, "0");
}

function isoToSeconds(momentMs: number): string {
  return new Date(momentMs).toISOString().slice(0, 19);
}
