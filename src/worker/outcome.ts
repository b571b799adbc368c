import type { AuditFinding } from "../api/audit.ts";
import type { Failure } from "../errors.ts";
import type { CallOutcome } from "../wire/protocol.ts";

/** The JSON beside an outcome (wasm-bootstrap/pythonless/call.py). */
export interface OutcomeDetails extends Omit<Failure, "hint"> {
  readonly traceback: string;
  readonly initMs: number | null;
  readonly warnings: readonly string[];
  /** Of a call that is audited. */
  readonly audit?: readonly AuditFinding[];
  readonly hint: string | null;
}

/** The kinds of messages from Python that end a call. */
export type OutcomeKind = CallOutcome["kind"];

export function outcomeOf(kind: OutcomeKind, details: OutcomeDetails, text: string): CallOutcome {
  switch (kind) {
    case "result":
      return { kind, text };
    case "stopped":
      return { kind };
    case "crash":
      return { kind, reason: details.traceback };
    case "fault": {
      const { code, errorType, errorMessage, stackTrace, hint, traceback } = details;
      return {
        kind,
        failure: { code, errorType, errorMessage, stackTrace, ...(hint !== null && { hint }) },
        traceback,
      };
    }
    default:
      return kind satisfies never;
  }
}
