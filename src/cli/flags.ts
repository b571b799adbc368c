/** The flags as the parser leaves them; absent ones are `undefined`. */

/** Flags of every command. */
export interface FunctionFlags {
  readonly entrypoint?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly envFile?: readonly string[];
  /** Paths or URLs. */
  readonly wheel?: readonly string[];
  /** In milliseconds. */
  readonly executionTimeout?: number;
  /** In megabytes. */
  readonly memory?: number;
  readonly quiet?: boolean;
  /** `false` for `--no-network`. */
  readonly network?: boolean;
}

/** An event by its name. */
export interface EventFlags {
  /** What its builder takes, as JSON, `@file` or `@-`. */
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
  /** Whether it is told what outlives the call. */
  readonly audit?: boolean;
}

export interface ServeFlags extends FunctionFlags {
  readonly port: number;
  readonly host: string;
  readonly watch?: boolean;
}
