import type { AsyncPolicy } from "../api/async.ts";
import { expectCount, expectOptional, expectRecord, refuseUnknownKeys } from "./check.ts";

/** What becomes of asynchronous calls; `maxRetries` is filled in. */
export type CheckedAsyncPolicy = AsyncPolicy & Required<Pick<AsyncPolicy, "maxRetries">>;

const NAMES = ["maxRetries", "onSuccess", "onFailure"];

/** @throws UsageError */
export function checkAsync(value: unknown = {}): CheckedAsyncPolicy {
  const policy = expectRecord("async", value);
  refuseUnknownKeys("async", policy, NAMES);
  expectOptional("async.onSuccess", policy["onSuccess"], "function");
  expectOptional("async.onFailure", policy["onFailure"], "function");
  const { maxRetries = 0 } = policy;
  return { ...(policy as AsyncPolicy), maxRetries: expectCount("async.maxRetries", maxRetries, 0) };
}
