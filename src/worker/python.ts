/** Python as the session sees it. Text and bytes cross; the files that know Pyodide are in pyodide/. */

import type { PrepareRequest } from "../wire/protocol.ts";

/** Text, bytes, or nothing beside the JSON of a message. */
export type Payload = string | Uint8Array | undefined;

/**
 * Takes a message from Python: `kind` says which, `json` describes it, `payload` is its text or bytes. The kinds are those of
 * `WorkerMessage` (src/wire/protocol.ts), and those that src/worker/calls.ts handles itself.
 */
export type Emit = (kind: string, json: string, payload: Payload) => void;

/** An interpreter that has booted. */
export interface Python {
  /**
   * Makes it the instance of one function.
   *
   * @param emit takes the messages of Python, in order, from now on.
   * @param outside the value of `import js`, when the function is not sandboxed.
   */
  prepare(request: PrepareRequest, emit: Emit, outside?: object): void;
  /**
   * Starts a call, the message that `send` would be too slow for. Its outcome is emitted. Throws when the interpreter is
   * beyond repair.
   *
   * @returns when Python has come back, where it can be suspended on its way.
   */
  call(requestId: string, deadlineMs: number, event: string | Uint8Array): Promise<void> | undefined;
  /** Hands a message of the host to Python, in the same way. */
  send(kind: string, json: string, payload?: Payload): Promise<void> | undefined;
  memoryBytes(): number;
  /** Whether it came from the function's snapshot. */
  readonly isFrozenFunction: boolean;
  /** Why the start was slow, if it was. */
  readonly warning: string | undefined;
}
