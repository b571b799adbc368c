import type { FunctionError, LogRecord } from "../index.ts";
import { inFlagWords } from "./flag-words.ts";

/**
 * A failed call as Python would have told it: traceback, `Type: message`, and what to do. `shown` are the
 * records that the user has seen already: a traceback among them is not told twice. No final newline.
 */
export function renderFailure(error: FunctionError, shown: readonly LogRecord[]): string {
  const lines: string[] = [];
  if (!shown.some((record) => tells(record, error))) lines.push(...traceback(error));
  if (error.hint !== undefined) lines.push(`Hint: ${inFlagWords(error.hint)}`);
  return lines.join("\n");
}

/** The unhandled exception is one ERROR record that ends in the exception's own line (ruling 16). */
function tells(record: LogRecord, error: FunctionError): boolean {
  if (record.level !== "ERROR") return false;
  const lines = record.message.split("\r");
  return lines.length > 1 && lines.some((line) => line.includes(error.errorType));
}

function traceback(error: FunctionError): string[] {
  const frames = error.stackTrace.filter((frame) => !isOurs(frame)).map((frame) => frame.trimEnd());
  const heading = frames.length > 0 ? ["Traceback (most recent call last):"] : [];
  const { errorType, errorMessage } = error;
  return [...heading, ...frames, errorMessage === "" ? errorType : `${errorType}: ${errorMessage}`];
}

/** The first frame is always the runtime's (ruling 17): no news. */
function isOurs(frame: string): boolean {
  return frame.includes('File "/function/runtime/');
}
