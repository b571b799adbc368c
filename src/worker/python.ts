/** Python as the session sees it. What crosses is text and bytes; the files that know Pyodide are in pyodide/. */

import type { PrepareRequest } from "../wire/protocol.ts";

/** What Python says, on its way to the session. */
export interface PythonSink {
  answer(kind: string, details: string, text: string): void;
  /** A result of which there is no more to tell: nearly every one. */
  result(pythonType: string, text: string): void;
  /** Where the call stood when it was stopped. */
  stood(details: string): void;
  /** What is written from now on belongs to the call with this id. */
  speak(requestId: string): void;
  write(source: "stdout" | "stderr", bytes: Uint8Array): void;
  /** A step of an outgoing HTTP exchange; the details are JSON. */
  step(details: string, bytes: Uint8Array): void;
  /** A letter was taken out of the mailbox, and another is awaited. */
  taken(): void;
}

/** An interpreter that has booted. */
export interface Python {
  /**
   * Makes it the instance of one function.
   *
   * @param outside what `import js` gives, when the function is not sandboxed.
   */
  prepare(request: PrepareRequest, sink: PythonSink, outside?: object): void;
  /**
   * Starts a call; its answer comes through the sink. Throws when the interpreter is beyond repair.
   *
   * @returns when Python has come back, where it may stand still on its way.
   */
  invoke(
    requestId: string,
    deadlineMs: number,
    event: string | Uint8Array,
    isAudited?: true,
  ): Promise<void> | undefined;
  /** Imports the function's code ahead of the first call, in the same way. */
  load(): Promise<void> | undefined;
  /** Asks the running call to give up. */
  stop(): void;
  /** Tells the function that its instance ends. Whether it has something to do before. */
  terminate(): boolean;
  /** The reply to a step that does not block. */
  reply(letter: Uint8Array): void;
  memoryBytes(): number;
  /** Whether it came from the function's snapshot. */
  readonly isFrozenFunction: boolean;
  /** Why the start was slow, if it was. */
  readonly warning: string | undefined;
}
