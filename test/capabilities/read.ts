import { readFileSync } from "node:fs";

/** A line of the table in docs/python.md, and the rows that prove it. */
export interface Capability {
  readonly what: string;
  readonly here: string;
  readonly rows: readonly CapabilityRow[];
}

/** Python, and what it comes to: the value of `result`, or the exception and a part of its message. */
export interface CapabilityRow {
  readonly name: string;
  readonly code: readonly string[];
  /** Whether a coroutine handler runs it; its lines then define `main`. */
  readonly handler?: "async";
  readonly gives?: unknown;
  readonly raises?: string;
  readonly says?: string;
}

const at = (name: string) => new URL(name, import.meta.url);

export const capabilities = JSON.parse(readFileSync(at("table.json"), "utf8")) as readonly Capability[];

/** The function that runs rows: `main.handler`, `main.coroutine`. */
export const evaluator = readFileSync(at("evaluator.py"), "utf8");
