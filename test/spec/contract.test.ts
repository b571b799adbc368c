import { describe, expect, test } from "vitest";
import { contractRows } from "../contract/read.ts";
import {
  type Call,
  expected,
  type FunctionRow,
  functionOf,
  type HttpOutcome,
  type Outcome,
  systemLines,
  writtenLines,
} from "./contract-rows.ts";
import type { PlainExecution, PlainResponse } from "./driver.ts";
import { type TestedFunction, useHost } from "./host.ts";
import { holdsInThisBuild } from "./stock.ts";

const host = useHost();

/** The id of every call that is not an HTTP one. */
const requestId = "6e8356f9-489b-4c7b-8ba6-c8cd74f25455";

const tables: Readonly<Record<string, FunctionRow[]>> = {
  "an entry point": contractRows<FunctionRow>("entry-points"),
  "a file named like a module": contractRows<FunctionRow>("own-modules"),
  "an event": contractRows<FunctionRow>("invoke-event"),
  "a result": contractRows<FunctionRow>("results"),
  "a result over HTTP": contractRows<FunctionRow>("results-over-http"),
  "an error over HTTP": contractRows<FunctionRow>("errors-over-http"),
  "an exception": contractRows<FunctionRow>("exceptions"),
  "the context": contractRows<FunctionRow>("context"),
  "the context on the host": contractRows<FunctionRow>("context-on-the-host"),
  "a line of the log": contractRows<FunctionRow>("log-lines"),
  "a record of the log": contractRows<FunctionRow>("log-records"),
  "a line of the service": contractRows<FunctionRow>("system-lines"),
  "the environment": contractRows<FunctionRow>("environment"),
  "an instance": contractRows<FunctionRow>("instances"),
  "an option": contractRows<FunctionRow>("options"),
};

/** A function that is opened for its first row and closed after its last one. */
interface Shared {
  opened?: Promise<TestedFunction>;
  rowsLeft: number;
}

/** Rows without a source of their own share a function where their options are the same. */
const functions = new Map<string | FunctionRow, Shared>();
for (const row of Object.values(tables).flat()) {
  if (row.refused !== undefined) continue;
  const shared = functions.get(keyOf(row)) ?? { rowsLeft: 0 };
  shared.rowsLeft += 1;
  functions.set(keyOf(row), shared);
}

function keyOf(row: FunctionRow): string | FunctionRow {
  return row.source === undefined ? JSON.stringify(functionOf(row)) : row;
}

// Concurrent, because most of a row is the start of its function.
describe.concurrent.each(Object.entries(tables))("%s", (_what, rows) => {
  test.each(rows.filter(holdsInThisBuild))("$name ($section)", async (row) => {
    if (row.refused !== undefined) {
      expect(await host.refusal(functionOf(row))).toEqual(expected(row.refused));
      return;
    }
    const fn = await take(row);
    try {
      for (const call of row.calls ?? [row]) await check(fn, call);
      if (row.afterClose !== undefined) await checkEnd(fn, row.afterClose);
    } finally {
      await giveBack(row);
    }
  });
});

async function take(row: FunctionRow): Promise<TestedFunction> {
  const shared = functions.get(keyOf(row));
  if (shared === undefined) throw new Error("a row that was not counted");
  const { source, ...options } = functionOf(row);
  shared.opened ??= host.open(source, options);
  return shared.opened;
}

async function giveBack(row: FunctionRow): Promise<void> {
  const shared = functions.get(keyOf(row));
  if (shared === undefined) return;
  shared.rowsLeft -= 1;
  if (shared.rowsLeft === 0) await (await shared.opened)?.close();
}

async function checkEnd(fn: TestedFunction, lines: readonly unknown[]): Promise<void> {
  const before = (await fn.heard()).length;
  await fn.close();
  expect(writtenLines((await fn.heard()).slice(before))).toEqual(expected(lines));
}

async function check(fn: TestedFunction, call: Call): Promise<void> {
  if (call.together !== undefined) {
    const executions = await fn.executeAll(call.together);
    for (const [index, outcome] of (call.outcomes ?? []).entries()) {
      checkExecution(executions[index] as PlainExecution, outcome);
    }
  } else if (call.request !== undefined) {
    const { headers, ...request } = call.request;
    const response = await fn.fetch({
      url: "http://localhost/",
      ...(call.expression !== undefined && { method: "POST", body: call.expression }),
      headers: { "Content-Type": "application/json", ...headers },
      ...request,
    });
    await checkResponse(fn, response, call);
  } else {
    const { expression, event, abort } = call;
    const plan = { requestId, ...(abort && { abort }) };
    checkExecution(await fn.execute(expression ?? event, plan), call);
  }
}

function checkExecution(execution: PlainExecution, outcome: Outcome): void {
  const isFailure = outcome.error !== undefined || outcome.outcome !== undefined;
  if (!isFailure) expect(execution.error).toBeUndefined();
  if (outcome.outcome !== undefined) expect(execution.outcome).toBe(outcome.outcome);
  if (outcome.value !== undefined) expect(execution.value).toEqual(expected(outcome.value));
  if (outcome.text !== undefined) expect(execution.text).toBe(outcome.text);
  if (outcome.error !== undefined) expect(execution.error).toMatchObject(expected(outcome.error) as object);
  if (outcome.report !== undefined)
    expect(execution.report).toMatchObject(expected(outcome.report) as object);
  checkLog(execution.logs, outcome);
}

async function checkResponse(fn: TestedFunction, response: PlainResponse, outcome: HttpOutcome) {
  const headers = Object.fromEntries(response.headers);
  if (outcome.status !== undefined) expect(response.status).toBe(outcome.status);
  for (const [name, value] of Object.entries(outcome.headers ?? {})) {
    expect(headers[name.toLowerCase()] ?? null, name).toEqual(expected(value));
  }
  if (outcome.body !== undefined) expect(response.body).toEqual(expected(outcome.body));
  if (outcome.json !== undefined)
    expect(JSON.parse(response.body)).toMatchObject(expected(outcome.json) as object);
  const heard = await fn.heard();
  checkLog(
    heard.filter((record) => record.requestId === headers["x-request-id"]),
    outcome,
  );
}

function checkLog(
  records: PlainExecution["logs"],
  { lines, system, systemTail, warning }: Pick<Outcome, "lines" | "system" | "systemTail" | "warning">,
): void {
  if (lines !== undefined) expect(writtenLines(records)).toEqual(expected(lines));
  if (system !== undefined) expect(systemLines(records)).toEqual(expected(system));
  if (systemTail !== undefined) {
    expect(systemLines(records).slice(-systemTail.length)).toEqual(expected(systemTail));
  }
  const warnings = records.filter((record) => record.source === "system" && record.level === "WARN");
  if (system === undefined) {
    const told = warning === undefined ? [] : [expected(warning)];
    expect(warnings.map((record) => record.message)).toEqual(told);
  }
}
