import type { ContractRow } from "./read.ts";

/** What a row of events.json has besides: a builder, its argument, and the event or the refusal it ends in. */
export interface EventColumns {
  readonly builder: string;
  readonly argument: Readonly<Record<string, unknown>>;
  /** Members that are bytes, in base64. */
  readonly binary?: Readonly<Record<string, string>>;
  /** Members that are a `Date`, in Unix milliseconds. */
  readonly dates?: Readonly<Record<string, number>>;
  /** Members that are a text written so many times. */
  readonly repeated?: Readonly<Record<string, readonly [text: string, times: number]>>;
  readonly event?: object;
  readonly refusal?: string;
}

export type EventRow = ContractRow & EventColumns;

/** The argument of a row, with what JSON cannot hold. */
export function argumentOf({ argument, binary, dates, repeated }: EventRow): object {
  return {
    ...argument,
    ...mapped(binary, (base64) => Uint8Array.from(Buffer.from(base64, "base64"))),
    ...mapped(dates, (momentMs) => new Date(momentMs)),
    ...mapped(repeated, ([text, times]) => text.repeat(times)),
  };
}

function mapped<Given>(members: Readonly<Record<string, Given>> = {}, made: (given: Given) => unknown) {
  return Object.fromEntries(Object.entries(members).map(([name, given]) => [name, made(given)]));
}
