import type { FunctionOptions } from "../index.ts";
import { durationMs, environmentPairs, inOrder, sizeMb } from "./values.ts";

type OptionName = keyof FunctionOptions;

/** A flag that sets an option of `createFunction`. */
interface OptionFlag {
  readonly option: OptionName;
  /** As the parser reads it and the help shows it. */
  readonly flag: string;
  readonly help: string;
  /** Of a repeatable flag `earlier` is the value so far. */
  parse(text: string, earlier?: unknown): unknown;
}

/**
 * The flags of `invoke` and `serve` that set an option. A row is all that a flag needs: the parser, the help, the option, the
 * name in messages and the table of docs/command-line.md come from here.
 */
export const OPTION_FLAGS: readonly OptionFlag[] = [
  row("entrypoint", "--entrypoint <file.callable>", "handler, such as main.handler", (text) => text),
  row("wheels", "--wheel <path>", "path or URL of a wheel; repeatable", inOrder),
  row("environment", "--environment <K=V>", "environment variable; repeatable", environmentPairs),
  row(
    "executionTimeoutMs",
    "--execution-timeout <time>",
    "execution timeout, such as 500ms or 1m30s; 3s by default",
    durationMs,
  ),
  row("memoryMb", "--memory <size>", "memory, such as 1GB; 128MB by default", sizeMb),
];

/** Its types hold the parser's value against the option's. */
function row<Name extends OptionName, Value extends FunctionOptions[Name]>(
  option: Name,
  flag: string,
  help: string,
  parse: (text: string, earlier?: Value) => Value,
): OptionFlag {
  return { option, flag, help, parse };
}

/** Flags of `invoke` and `serve`; absent ones are `undefined`. */
export interface FunctionFlags {
  /** From the rows of {@link OPTION_FLAGS}. */
  readonly options: Partial<FunctionOptions>;
  readonly envFile?: readonly string[];
  readonly quiet?: boolean;
  /** `false` for `--no-network`. */
  readonly network?: boolean;
}

/** An event by its name. */
export interface EventFlags {
  /** The argument of its builder, as JSON, `@file` or `@-`. */
  readonly with?: string;
}

export interface InvokeFlags extends FunctionFlags, EventFlags {
  /** The data itself, `@file` or `@-`. */
  readonly data?: string;
  readonly dataFile?: string;
  readonly dataStdin?: boolean;
  /** The name of an event, in place of the data. */
  readonly event?: string;
  readonly json?: boolean;
  /** Whether to list the state that the call leaves behind. */
  readonly audit?: boolean;
}

export interface ServeFlags extends FunctionFlags {
  readonly port: number;
  readonly host: string;
  readonly watch?: boolean;
}
