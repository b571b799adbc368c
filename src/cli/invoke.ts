import {
  type AuditFinding,
  type Execution,
  type FunctionError,
  type JsonText,
  jsonText,
  UsageError,
} from "../index.ts";
import { readArgument, readData } from "./data.ts";
import { namedEvent } from "./event.ts";
import type { InvokeFlags } from "./flags.ts";
import { functionOptions } from "./function-options.ts";
import { exitCodeOf, renderFailure } from "./report.ts";
import { EXIT, type Terminal } from "./terminal.ts";

/** `pythonless invoke`: one call. Gives the exit code. */
export async function invoke(source: string, flags: InvokeFlags, terminal: Terminal): Promise<number> {
  const event = await readEvent(flags, () => terminal.stdin);
  const fn = await terminal.createFunction(await functionOptions(source, flags, terminal));
  try {
    return show(await fn.execute(event, { audit: flags.audit === true }), flags, terminal);
  } finally {
    await fn.close();
  }
}

/**
 * The event that the flags name: a trigger's, or the data. JSON goes in as text, so that big integers keep their
 * digits; other data is a `str`; none is the empty string, as the vendor's command line sends it (contract 10.1).
 */
async function readEvent(
  flags: InvokeFlags,
  stdin: () => Terminal["stdin"],
): Promise<JsonText | string | object> {
  if (flags.event !== undefined) return namedEvent(flags.event, await readArgument(flags.with, stdin));
  if (flags.with !== undefined) {
    throw new UsageError("INVALID_EVENT", "--with: expected --event NAME beside it, got none.");
  }
  const text = await readData(flags, stdin);
  try {
    return jsonText(text);
  } catch {
    return text;
  }
}

/** stdout carries the result and nothing else, so that it can be piped. */
function show(execution: Execution, flags: InvokeFlags, terminal: Terminal): number {
  const { error, text, logs, audit } = execution;
  if (flags.json === true) terminal.stdout.write(`${executionJson(execution)}\n`);
  else if (error === undefined) terminal.stdout.write(`${text}\n`);
  if (flags.json !== true && audit !== undefined) terminal.stderr.write(`${renderAudit(audit)}\n`);
  if (error === undefined) return EXIT.success;
  const failure = renderFailure(error, flags.quiet === true ? [] : logs);
  if (failure !== "") terminal.stderr.write(`${failure}\n`);
  return exitCodeOf(error);
}

/** An execution as one line of JSON. `value` is Python's own text, so that big integers keep their digits. */
export function executionJson(execution: Execution): string {
  const { requestId, outcome, text, error, logs, report, audit } = execution;
  const members: [string, string | undefined][] = [
    ["requestId", JSON.stringify(requestId)],
    ["outcome", JSON.stringify(outcome)],
    ["value", text],
    ["text", JSON.stringify(text)],
    ["error", error && JSON.stringify(errorMembers(error))],
    ["logs", JSON.stringify(logs)],
    ["report", JSON.stringify(report)],
    ["audit", JSON.stringify(audit)],
  ];
  const present = members.filter(([, json]) => json !== undefined);
  return `{${present.map(([name, json]) => `"${name}":${json}`).join(",")}}`;
}

/** The members that FunctionError adds to Error. Error's own members describe pythonless, not the function. */
function errorMembers(error: FunctionError): Record<Exclude<keyof FunctionError, keyof Error>, unknown> {
  const { code, blame, phase, errorType, errorMessage, stackTrace, hint, stoppedBy } = error;
  return { code, blame, phase, errorType, errorMessage, stackTrace, hint, stoppedBy };
}

/** The state that a call left behind: one line for each finding. No final newline. */
export function renderAudit(findings: readonly AuditFinding[]): string {
  if (findings.length === 0) return "Nothing outlives the call.";
  const lines = findings.map(({ sentence }) => `  ${sentence.replaceAll("\n", "\n  ")}`);
  return ["What outlives the call:", ...lines].join("\n");
}
