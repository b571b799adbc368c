import { CommanderError } from "commander";
import { FunctionError, UsageError } from "../index.ts";
import { stackOf } from "../util/stack-of.ts";
import { renderFailure } from "./failure.ts";
import { inFlagWords } from "./flag-words.ts";
import { EXIT, type Terminal } from "./terminal.ts";

/** Tells what was thrown and gives the exit code that it stands for. */
export function report(error: unknown, { stderr }: Pick<Terminal, "stderr">): number {
  // The parser has had its say already; help and version come here too, with exit code 0.
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
