import type { Execution } from "../index.ts";
import { renderAudit } from "./audit.ts";
import { readEvent } from "./data.ts";
import { executionJson } from "./execution-json.ts";
import { renderFailure } from "./failure.ts";
import type { InvokeFlags } from "./flags.ts";
import { functionOptions } from "./function-options.ts";
import { exitCodeOf } from "./report.ts";
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
