import type { AsyncPolicy } from "../api/async.ts";
import { DOCUMENTED_LIMITS, type Limits } from "../api/limits.ts";
import type { FunctionOptions, OutboundFetch } from "../api/options.ts";
import { isUrl } from "../util/kind-of.ts";
import { expected } from "./check.ts";
import { checkContext } from "./context.ts";
import { checkEnvironment, refuseLargeEnvironment } from "./environment.ts";
import {
  boolean,
  type Check,
  type Checked,
  callback,
  checkOptionsOf,
  count,
  members,
  oneOf,
  optional,
  string,
} from "./rows.ts";
import { checkSource, checkWheels } from "./source.ts";

/** Of long-lived functions (contract 7.5). */
const LONGEST_EXECUTION_TIMEOUT_MS = 3_600_000;
const DEFAULT_MEMORY_MB = 128;

/** A row for each documented limit, with its number as the default. */
const LIMITS: Record<keyof Limits, Check<number>> = Object.fromEntries(
  Object.entries(DOCUMENTED_LIMITS).map(([name, documented]) => [name, count(documented, 1)] as unknown[]),
);

/** One row for each option: its check and its default. A new option is a row here and a member of FunctionOptions. */
const ROWS = {
  source: checkSource,
  wheels: checkWheels,
  entrypoint: optional(string()),
  environment: checkEnvironment,
  executionTimeoutMs: checkTimeout,
  memoryMb: checkMemory,
  context: checkContext,
  scaling: checkScaling,
  limits: members(LIMITS),
  rawEvent: oneOf("auto", ["auto", "json", "text"]),
  async: members({
    maxRetries: count(0, 0),
    onSuccess: callback<AsyncPolicy["onSuccess"]>(),
    onFailure: callback<AsyncPolicy["onFailure"]>(),
  }),
  snapshot: oneOf("base", ["base", "function"]),
  sandbox: boolean(true),
  fetch: checkFetch,
  assetsUrl: optional(checkAssetsUrl),
  onProgress: callback<FunctionOptions["onProgress"]>(),
  onLog: callback<FunctionOptions["onLog"]>(),
} satisfies Record<keyof FunctionOptions, Check<unknown>>;

/** Options with their defaults filled in; nothing is checked again after this. */
export interface CheckedOptions extends Checked<typeof ROWS> {
  /** The memory that the function may use; `memoryMb` is what `context` and `REPORT` show. */
  readonly memoryBytes: number;
}

/**
 * Checks the options of `createFunction`.
 *
 * @throws UsageError with the place, the expectation and the value.
 */
export function checkOptions(options: FunctionOptions): CheckedOptions {
  const checked = checkOptionsOf("createFunction()", options, ROWS);
  refuseLargeEnvironment(checked.environment, checked.limits.environmentBytes);
  const { memoryMb } = checked;
  return {
    ...checked,
    memoryMb: memoryMb === Number.POSITIVE_INFINITY ? DEFAULT_MEMORY_MB : memoryMb,
    memoryBytes: memoryMb * 1024 * 1024,
  };
}

function checkTimeout(value: unknown = 3_000, where: string): number {
  if (typeof value !== "number" || !(value >= 1) || value > LONGEST_EXECUTION_TIMEOUT_MS) {
    throw expected(where, "milliseconds from 1 to 3600000 (one hour)", value);
  }
  return value;
}

function checkMemory(value: unknown = DEFAULT_MEMORY_MB, where: string): number {
  const isMultiple = typeof value === "number" && value > 0 && value % 128 === 0;
  if (isMultiple || value === Number.POSITIVE_INFINITY) return value;
  throw expected(where, "a multiple of 128, or Infinity", value);
}

const scaling = members({
  zoneInstancesLimit: count(1, 1),
  zoneRequestsLimit: count(Number.POSITIVE_INFINITY, 1),
  provisionedInstances: count(0, 0),
});

function checkScaling(value: unknown, where: string): ReturnType<typeof scaling> {
  const checked = scaling(value, where);
  const { provisionedInstances, zoneInstancesLimit } = checked;
  if (provisionedInstances <= zoneInstancesLimit) return checked;
  throw expected(
    `${where}.provisionedInstances`,
    `at most zoneInstancesLimit (${zoneInstancesLimit})`,
    provisionedInstances,
  );
}

function checkFetch(value: unknown = false, where: string): OutboundFetch | false {
  if (value === false || typeof value === "function") return value as OutboundFetch | false;
  throw expected(where, "false or a function such as globalThis.fetch", value);
}

/** As a folder: the URL then ends in a slash. */
function checkAssetsUrl(value: unknown, where: string): string {
  if (typeof value !== "string" && !isUrl(value)) throw expected(where, "a string or a URL", value);
  const url = String(value);
  return url.endsWith("/") ? url : `${url}/`;
}
