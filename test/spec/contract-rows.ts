import { readFileSync } from "node:fs";
import { expect } from "vitest";
import type { FunctionOptions, LogRecord } from "../../src/index.ts";
import type { ContractRow } from "../contract/read.ts";
import type { AbortMoment, PlainExecution, PlainRequest } from "./driver.ts";

/** A value as tables write it: `{ "matches": "^a" }` stands for any string with that pattern. */
type Expected = unknown;

/** What a call came to, in whole or in part. What is not given is not looked at. */
export interface Outcome {
  /** The result as a value, or as the exact text that Python wrote. */
  readonly value?: Expected;
  readonly text?: string;
  readonly outcome?: PlainExecution["outcome"];
  /** Members of the FunctionError. */
  readonly error?: Expected;
  readonly report?: Expected;
  /** All that the function wrote. A string is a line of stdout without a level. */
  readonly lines?: readonly Expected[];
  /** All that the service wrote: level and message. */
  readonly system?: readonly Expected[];
  /** The last of it, where the rest differs between worlds. */
  readonly systemTail?: readonly Expected[];
  /** The one warning of the service. */
  readonly warning?: Expected;
}

/** The answer to an HTTP call. `null` as a header: it is not there. */
export interface HttpOutcome extends Pick<Outcome, "lines" | "system" | "systemTail" | "warning"> {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, Expected>>;
  readonly body?: Expected;
  /** Members of the body's JSON. */
  readonly json?: Expected;
}

export interface Call extends Outcome, HttpOutcome {
  /** Python for the handler of evaluator.py, in place of `event`; with `request`, its body. */
  readonly expression?: string;
  readonly event?: unknown;
  readonly request?: Partial<PlainRequest>;
  readonly abort?: AbortMoment;
  /** Events of calls made at once, and the outcome of each. */
  readonly together?: readonly unknown[];
  readonly outcomes?: readonly Outcome[];
}

/** A function and one call of it, or several one after the other. */
export interface FunctionRow extends ContractRow, Call {
  /** The lines of main.py, or files by name. */
  readonly source?: readonly string[] | Readonly<Record<string, readonly string[]>>;
  readonly entrypoint?: string;
  readonly options?: Partial<FunctionOptions>;
  readonly calls?: readonly Call[];
  /** What the function writes when it is closed. */
  readonly afterClose?: readonly Expected[];
  /** The function is refused before Python runs; `error` is then what Python would say. */
  readonly refused?: Expected;
}

const evaluator = readFileSync(new URL("../contract/evaluator.py", import.meta.url), "utf8");

/** The options that open the function of a row. */
export function functionOf({ source, entrypoint = "main.handler", options }: FunctionRow): FunctionOptions {
  return { source: filesOf(source), entrypoint, ...options };
}

function filesOf(source: FunctionRow["source"]): Record<string, string> {
  if (source === undefined) return { "main.py": evaluator };
  const files: Record<string, readonly string[]> = isLines(source) ? { "main.py": source } : source;
  return Object.fromEntries(
    Object.entries(files).map(([path, lines]) => [path, lines.map((line) => `${line}\n`).join("")]),
  );
}

function isLines(source: NonNullable<FunctionRow["source"]>): source is readonly string[] {
  return Array.isArray(source);
}

/** Turns what a table expects into what `expect` compares with. */
export function expected(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_key, part) =>
    typeof part?.matches === "string" ? expect.stringMatching(new RegExp(part.matches, "s")) : part,
  );
}

/** What the function wrote: without what differs from run to run. A plain line of stdout is its text. */
export function writtenLines(records: readonly LogRecord[]): unknown[] {
  return records
    .filter((record) => record.source !== "system")
    .map(({ timestamp, requestId, ...told }) => {
      const isPlain = told.source === "stdout" && Object.keys(told).length === 2;
      return isPlain ? told.message : told;
    });
}

/** What the service wrote. */
export function systemLines(records: readonly LogRecord[]): unknown[] {
  return records
    .filter((record) => record.source === "system")
    .map(({ level, message }) => ({ level, message }));
}
