import { CATALOGUE } from "../errors.ts";
import type { WorkerMessage } from "./protocol.ts";

/**
 * Whether a message of the worker has the form that the protocol says. A function that found a way to the worker's
 * port could send anything; whatever the host would trip over ends here, and with it the instance.
 */
export function isWorkerMessage(message: unknown): message is WorkerMessage {
  if (!isRecord(message)) return false;
  switch (message["kind"]) {
    case "log":
      return isLog(message);
    case "outcome":
      return isOutcomeMessage(message);
    case "stopped-at":
      return isStoppedAt(message);
    case "imported":
    case "terminated":
    case "received":
    // Judged where it is taken up: outbound.ts.
    case "step":
      return true;
    default:
      return false;
  }
}

function isLog({ source, requestId, timestamp, lines }: Fields): boolean {
  return (
    (source === "stdout" || source === "stderr" || source === "system") &&
    (requestId === undefined || isText(requestId)) &&
    isNumber(timestamp) &&
    areTexts(lines)
  );
}

function isStoppedAt({ by, stackTrace }: Fields): boolean {
  return (by === "cancellation" || by === "interrupt") && areTexts(stackTrace);
}

function isOutcomeMessage({
  callId,
  outcome,
  initDurationMs,
  warnings,
  audit,
  memoryBytes,
}: Fields): boolean {
  return (
    isNumber(callId) &&
    isNumber(memoryBytes) &&
    (initDurationMs === undefined || isNumber(initDurationMs)) &&
    areTexts(warnings) &&
    (audit === undefined || (Array.isArray(audit) && audit.every(isFinding))) &&
    isRecord(outcome) &&
    isOutcome(outcome)
  );
}

/** Nothing here looks into a finding; its reader looks at these two. */
function isFinding(value: unknown): boolean {
  return isRecord(value) && isText(value["kind"]) && isText(value["sentence"]);
}

function isOutcome({ kind, text, reason, traceback, failure }: Fields): boolean {
  switch (kind) {
    case "result":
      return isText(text);
    case "stopped":
      return true;
    case "crash":
      return isText(reason);
    case "fault":
      return isText(traceback) && isRecord(failure) && isFailure(failure);
    default:
      return false;
  }
}

function isFailure({ code, errorType, errorMessage, stackTrace, hint }: Fields): boolean {
  return (
    isText(code) &&
    Object.hasOwn(CATALOGUE, code) &&
    isText(errorType) &&
    isText(errorMessage) &&
    areTexts(stackTrace) &&
    (hint === undefined || isText(hint))
  );
}

type Fields = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Fields {
  return typeof value === "object" && value !== null;
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isNumber(value: unknown): boolean {
  return typeof value === "number";
}

function areTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every(isText);
}
