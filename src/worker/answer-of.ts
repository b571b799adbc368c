import type { AuditFinding } from "../api/audit.ts";
import type { Failure } from "../errors.ts";
import type { Answer } from "../wire/protocol.ts";

/** What door.py says beside the result. */
export interface Details extends Omit<Failure, "hint"> {
  readonly type: string;
  readonly traceback: string;
  readonly initMs: number | null;
  readonly warnings: readonly string[];
  /** Of a call that is audited. */
  readonly audit?: readonly AuditFinding[];
  readonly hint: string | null;
}

export function answerOf(kind: string, told: Details, text: string): Answer {
  switch (kind) {
    case "result":
      return { kind, text, pythonType: told.type };
    case "stopped":
      return { kind };
    case "crash":
      return { kind, reason: told.traceback };
    case "fault": {
      const { code, errorType, errorMessage, stackTrace, hint, traceback } = told;
      return {
        kind,
        failure: { code, errorType, errorMessage, stackTrace, ...(hint !== null && { hint }) },
        traceback,
      };
    }
    default:
      throw new Error(`door.py answered with the unknown kind ${kind}`);
  }
}
