import type { Execution } from "./execution.ts";

/** Retries and destinations of calls with `?integration=async`, made after their 202 (contract 7.8). */
export interface AsyncPolicy {
  /**
   * How often a failed call (an exception, a timeout, a crash) is repeated, at once.
   *
   * @default 0
   */
  readonly maxRetries?: number;
  /** Called after a call that succeeded. An error that it throws is logged; its promise is not awaited. */
  readonly onSuccess?: (ended: AsyncCall) => unknown;
  /** Called after a call whose last retry failed, or that `close()` ended. Errors are logged as those of `onSuccess`. */
  readonly onFailure?: (ended: AsyncCall) => unknown;
}

/** An asynchronous call that has ended. */
export interface AsyncCall {
  /** The `event` that the handler got; a `Uint8Array` is `bytes` in Python. */
  readonly event: unknown;
  /** The last attempt. Its `requestId` is the `X-Request-Id` of the 202. */
  readonly execution: Execution;
  /** How often the call was made: once, and once more for each retry. */
  readonly attempts: number;
}
