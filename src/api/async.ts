import type { Execution } from "./types.ts";

/** What becomes of calls with `?integration=async` (contract 7.8): 202 at once, the call after it. */
export interface AsyncPolicy {
  /** How often a call that failed (an exception, a timeout, a crash) is made again, at once. Default 0. */
  readonly maxRetries?: number;
  /** Told of a call that succeeded. What it throws goes to the log; nobody waits for its promise. */
  readonly onSuccess?: (ended: AsyncCall) => unknown;
  /** Told of a call that failed to the last retry, or that `close()` ended. Otherwise as `onSuccess`. */
  readonly onFailure?: (ended: AsyncCall) => unknown;
}

/** An asynchronous call that has ended. */
export interface AsyncCall {
  /** What the handler got as `event`; a `Uint8Array` is `bytes`. */
  readonly event: unknown;
  /** The last attempt. `execution.requestId` is the `X-Request-Id` of the 202. */
  readonly execution: Execution;
  /** How often the call was made: 1, and one for each retry. */
  readonly attempts: number;
}
