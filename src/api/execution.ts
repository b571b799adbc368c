import type { FunctionError } from "../errors.ts";
import type { AuditFinding } from "./audit.ts";
import type { LogRecord } from "./log.ts";

/** How a call ended. `rejected`: the call never reached the function. */
export type Outcome = "success" | "error" | "timeout" | "aborted" | "crashed" | "rejected";

/** The full result of one call. */
export interface Execution {
  readonly requestId: string;
  readonly outcome: Outcome;
  /** The handler's result as a JavaScript value. `undefined` unless `outcome` is `success`. */
  readonly value?: unknown;
  /** The exact JSON text that Python wrote: 23-digit integers, `1.0` and `-0.0` survive here. */
  readonly text?: string;
  /** `undefined` when `outcome` is `success`. */
  readonly error?: FunctionError;
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
