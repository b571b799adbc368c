import type { FunctionError } from "../errors.ts";
import type { AuditFinding } from "./audit.ts";
import type { LogRecord } from "./log.ts";

/**
 * The full result of one call: `outcome` says which of the two forms it has.
 *
 * @example
 * const execution = await fn.execute(event);
 * if (execution.outcome === "success") console.log(execution.value);
 * else console.error(execution.outcome, execution.error.code);
 */
export type Execution = SuccessfulExecution | FailedExecution;

/** How a call ended. */
export type Outcome = Execution["outcome"];

/** A call whose handler returned a result. */
export interface SuccessfulExecution extends ExecutionDetails {
  readonly outcome: "success";
  /** The handler's result as a JavaScript value. */
  readonly value: unknown;
  /** The exact JSON text that Python wrote: 23-digit integers, `1.0` and `-0.0` survive here. */
  readonly text: string;
  readonly error?: never;
}

/** A call without a result. */
export interface FailedExecution extends ExecutionDetails {
  /**
   * `error`: the code raised an exception, at import or in the handler, or returned no JSON. `timeout`: the call reached its
   * deadline. `aborted`: the signal or `close()` ended it. `crashed`: the instance ended. `rejected`: the call never reached
   * the function.
   */
  readonly outcome: "error" | "timeout" | "aborted" | "crashed" | "rejected";
  readonly error: FunctionError;
  readonly value?: never;
  readonly text?: never;
}

/** The members that every execution has. */
export interface ExecutionDetails {
  readonly requestId: string;
  readonly logs: readonly LogRecord[];
  readonly report: Report;
  /**
   * The state that the call left behind; present if `audit` was asked for. The import of the code does not count. A finding
   * need not be a fault: a connection may be kept on purpose, but a finding that each further call adds again is a leak.
   * Empty when the instance ended with the call.
   */
  readonly audit?: readonly AuditFinding[];
}

/** The figures of the `REPORT` line (contract 5.5). */
export interface Report {
  /** Queuing, the import of the code if it happened, and the call; the boot of the interpreter does not count. */
  readonly durationMs: number;
  /** `durationMs`, rounded up to a multiple of 100. */
  readonly billedDurationMs: number;
  readonly memorySizeMb: number;
  /** Memory of the instance when the call started. */
  readonly maxMemoryUsedMb: number;
  readonly queuingDurationMs: number;
  /** The import of the function's code. `undefined` in a warm call. */
  readonly initDurationMs?: number;
  readonly start: "cold" | "warm";
}
