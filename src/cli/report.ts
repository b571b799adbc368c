import { CommanderError } from "commander";
import { FunctionError, type LogRecord, UsageError } from "../index.ts";
import { stackOf } from "../util/stack-of.ts";
import { inFlagWords } from "./flag-words.ts";
import { EXIT, type Terminal } from "./terminal.ts";

/** Prints an error and returns its exit code. */
export function report(error: unknown, { stderr }: Pick<Terminal, "stderr">): number {
  // The parser has printed its message already. It also throws after help and version, with exit code 0.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.success : EXIT.wrongUsage;
  if (error instanceof UsageError) {
    stderr.write(`error: ${inFlagWords(error.message)}\n`);
    return EXIT.wrongUsage;
  }
  if (error instanceof FunctionError) {
    stderr.write(`${renderFailure(error, [])}\n`);
    return exitCodeOf(error);
  }
  const text = stackOf(error);
  stderr.write(`${text}\nThis is a bug in pythonless; please report it.\n`);
  return EXIT.ours;
}

/** 1 when the function failed, 70 when we did. */
export function exitCodeOf(error: FunctionError): number {
  return error.blame === "pythonless" ? EXIT.ours : EXIT.functionFailed;
}

/**
 * A failed call as Python prints it: traceback, `Type: message`, and the hint. A traceback among `shown`, the records that the
 * user has already seen, is not printed again. No final newline.
 */
export function renderFailure(error: FunctionError, shown: readonly LogRecord[]): string {
  const lines: string[] = [];
  if (!shown.some((record) => hasTraceback(record, error))) lines.push(...traceback(error));
  if (error.hint !== undefined) lines.push(`Hint: ${inFlagWords(error.hint)}`);
  return lines.join("\n");
}

/** The unhandled exception is one ERROR record that ends in the exception's own line (ruling 16). */
function hasTraceback(record: LogRecord, error: FunctionError): boolean {
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

/** The first frame is always the runtime's (ruling 17), which says nothing about the function. */
function isOurs(frame: string): boolean {
  return frame.includes('File "/function/runtime/');
}
