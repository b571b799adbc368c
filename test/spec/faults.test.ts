import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, inject, test } from "vitest";
import type { PlainExecution } from "./driver.ts";
import { type Answer, crashed, done } from "./faults/answers.ts";
import { ROWS, type Row } from "./faults/rows.ts";
import { type TestedFunction, useHost } from "./host.ts";

/** What a function may do to itself: functions of test/spec/faults/*.py, with their answers in rows.ts beside them. */
const host = useHost();
const folder = new URL("faults/", import.meta.url);
const source = Object.fromEntries(
  readdirSync(folder)
    .filter((name) => name.endsWith(".py"))
    .map((name) => [name, readFileSync(new URL(name, folder), "utf8")]),
);

const PATIENT = { executionTimeoutMs: 60_000 };

const fileOf = ({ fault }: Row) => fault.slice(0, fault.indexOf("."));
const named = ROWS.map((row) => ({
  ...row,
  name: `${row.fault.replaceAll("_", " ").replace(".", ": ")}${row.isAtImport ? ", at import" : ""}`,
}));

/** A crash tells its reason in the log, any other failure where it happened. */
function expectAnswer({ reason, ...answer }: Answer, execution: PlainExecution): void {
  if (process.env["PYTHONLESS_SHOW"]) console.log(JSON.stringify(execution, null, 1).slice(0, 3_000));
  expect(execution).toMatchObject(answer);
  const told = execution.logs.map(({ message }) => message).join("\n");
  if (reason !== undefined) expect(told).toContain(reason);
  if (answer.outcome === "error") expect(execution.error?.stackTrace.length).toBeGreaterThan(0);
}

const files = [...new Set(ROWS.map(fileOf))].map((file) => ({
  file,
  rows: named.filter((row) => fileOf(row) === file),
}));

// Those of a file share an instance, so they take turns.
describe.concurrent.each(files)("a fault of $file", ({ rows }) => {
  let shared: TestedFunction | undefined;

  async function instance(row: Row): Promise<TestedFunction> {
    const { fault, isLasting, isAtImport, options } = row;
    const environment = isAtImport && { AT_IMPORT: fault };
    if (isLasting || isAtImport || options) {
      return host.open(source, { ...PATIENT, ...(environment && { environment }), ...options });
    }
    shared ??= await host.open(source, PATIENT);
    return shared;
  }

  test.sequential.each(rows)("$name", async (row) => {
    const fn = await instance(row);
    const execution = await fn.execute(row.isAtImport ? "alive" : row.fault);
    const hasOverflown = inject("host") === "browser" && row.mayOverflow && execution.outcome === "crashed";
    const answer = hasOverflown ? crashed("Maximum call stack size exceeded") : row.answer;
    expectAnswer(answer, execution);
    const after = await fn.execute("alive");
    // Code that cannot be imported is tried again, on an instance of its own.
    expectAnswer(row.isAtImport ? answer : done("alive"), after);
    const goesOn = !row.isAtImport && (answer.outcome === "success" || answer.outcome === "error");
    if (!row.isAtImport) expect(after.report.start).toBe(goesOn ? "warm" : "cold");
    if (fn !== shared) await fn.close();
  });
});

test("at least 180 faults are tried, and each that is written has its answer", () => {
  const written = Object.entries(source).flatMap(([file, text]) =>
    [...text.matchAll(/^(?:async )?def ([a-z]\w*)\(/gm)].map(([, name]) => `${file.slice(0, -3)}.${name}`),
  );
  const faults = new Set(ROWS.map(({ fault }) => fault));
  expect(faults.size).toBeGreaterThanOrEqual(180);
  expect([...faults].sort()).toEqual(written.filter((name) => name !== "main.handler").sort());
});

test("nobody but the callers hears of all this: nothing is printed, no rejection is left unhandled", () => {
  expect(host.complaints()).toEqual([]);
});
