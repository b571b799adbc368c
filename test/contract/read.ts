import { readFileSync } from "node:fs";

/** Where a behaviour comes from. `differs`: we do otherwise than the service, and the fact says how. */
export type Mark = "documented" | "seen" | "ruling" | "differs";

/** What every row of a table has. */
export interface ContractRow {
  /** A sentence of behaviour. */
  readonly name: string;
  /** Of the contract: `3.4`, or `15.4` for a ruling. */
  readonly section: string;
  readonly mark: Mark;
}

/** A file of this folder: facts for docs/fidelity.md, each proved by the rows that suites execute. */
export interface ContractTable<Columns> {
  /** The heading in docs/fidelity.md. Several files may share one. */
  readonly title: string;
  readonly facts: readonly { readonly fact: string; readonly rows: readonly (ContractRow & Columns)[] }[];
}

/** A table. Read as a file: an import would make `__proto__` of a row what it is in JavaScript. */
export function contractTable<Columns>(name: string): ContractTable<Columns> {
  return JSON.parse(readFileSync(new URL(`${name}.json`, import.meta.url), "utf8"));
}

/** The rows of a table, for `test.each`. */
export function contractRows<Columns>(name: string): (ContractRow & Columns)[] {
  return contractTable<Columns>(name).facts.flatMap((fact) => fact.rows);
}
