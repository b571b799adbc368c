import type { CloudFunction, FunctionOptions } from "../index.ts";

/** Where text goes. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

/** The two signals that ask a process to end. */
export type StopSignal = "SIGINT" | "SIGTERM";

/** Identifies a file by its device and inode, independent of its name. */
export interface FileIdentity {
  readonly dev: number;
  readonly ino: number;
}

/** Everything that the command line uses of its process, so that tests need no child process and no Python. */
export interface Terminal {
  /** Printed by `--version`. */
  readonly version: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly stdin: AsyncIterable<string | Uint8Array>;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Whether stdout or stderr lead into this file: under --watch a log in the source would feed on itself. */
  readonly isOwnOutput: (file: FileIdentity) => boolean;
  readonly createFunction: (options: FunctionOptions) => CloudFunction | Promise<CloudFunction>;
  /** Calls `listener` at each stop signal, which then does not end the process, until the returned function is called. */
  readonly onStopSignal: (listener: (signal: StopSignal) => void) => () => void;
  /** Ends the process at once. */
  readonly exit: (exitCode: number) => void;
}

/** The exit codes. 70 is `EX_SOFTWARE` of sysexits.h. */
export const EXIT = { success: 0, functionFailed: 1, wrongUsage: 2, ours: 70 } as const;
