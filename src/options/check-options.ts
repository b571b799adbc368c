import type { Limits } from "../api/limits.ts";
import type { LogRecord } from "../api/log.ts";
import type { FunctionOptions, OutboundFetch, ScalingPolicy } from "../api/options.ts";
import { isUrl } from "../util/kind-of.ts";
import { type CheckedAsyncPolicy, checkAsync } from "./async.ts";
import { expected, expectOneOf, expectOptional, expectRecord, refuseUnknownKeys } from "./check.ts";
import { type CheckedContext, checkContext } from "./context.ts";
import { checkEnvironment } from "./environment.ts";
import { checkLimits } from "./limits.ts";
import { checkScaling } from "./scaling.ts";
import { type CheckedSource, checkSource } from "./source.ts";
import { type CheckedWheel, checkWheels } from "./wheels.ts";

/** Options with their defaults filled in; nothing is checked again after this. */
export interface CheckedOptions {
  readonly source: CheckedSource;
  readonly wheels: readonly CheckedWheel[];
  readonly entrypoint: string | undefined;
  readonly environment: Readonly<Record<string, string>>;
  readonly executionTimeoutMs: number;
  /** What `context` and `REPORT` show. */
  readonly memoryMb: number;
  /** What the function may use: `Infinity` when that is what was asked for. */
  readonly memoryBytes: number;
  readonly context: CheckedContext;
  readonly scaling: Required<ScalingPolicy>;
  readonly limits: Required<Limits>;
  readonly rawEvent: "auto" | "json" | "text";
  readonly async: CheckedAsyncPolicy;
  readonly snapshot: "base" | "function";
  readonly sandbox: boolean;
  readonly fetch: OutboundFetch | false;
  /** Ends in a slash. */
  readonly assetsUrl: string | undefined;
  readonly onProgress: FunctionOptions["onProgress"];
  readonly onLog: ((record: LogRecord) => void) | undefined;
}

const DEFAULT_EXECUTION_TIMEOUT_MS = 3_000;
/** Of long-lived functions (contract 7.5). */
const LONGEST_EXECUTION_TIMEOUT_MS = 3_600_000;
const DEFAULT_MEMORY_MB = 128;

/**
 * Checks the options of `createFunction`.
 *
 * @throws UsageError that says what was expected, what came, and where.
 */
export function checkOptions(options: FunctionOptions): CheckedOptions {
  const given = expectRecord("options", options);
  refuseUnknownKeys("createFunction()", given, OPTION_NAMES);
  expectOptional("entrypoint", given["entrypoint"], "string");
  for (const name of ["onLog", "onProgress"]) expectOptional(name, given[name], "function");
  const limits = checkLimits(given["limits"]);
  return {
    source: checkSource(given["source"]),
    wheels: checkWheels(given["wheels"]),
    entrypoint: given["entrypoint"] as string | undefined,
    environment: checkEnvironment(given["environment"], limits.environmentBytes),
    executionTimeoutMs: checkTimeout(given["executionTimeoutMs"]),
    ...checkMemory(given["memoryMb"]),
    context: checkContext(given["context"]),
    scaling: checkScaling(given["scaling"]),
    limits,
    rawEvent: checkRawEvent(given["rawEvent"]),
    async: checkAsync(given["async"]),
    snapshot: checkSnapshot(given["snapshot"]),
    sandbox: checkSandbox(given["sandbox"]),
    fetch: checkFetch(given["fetch"]),
    assetsUrl: checkAssetsUrl(given["assetsUrl"]),
    onProgress: given["onProgress"] as CheckedOptions["onProgress"],
    onLog: given["onLog"] as CheckedOptions["onLog"],
  };
}

const OPTION_NAMES = [
  "source",
  "wheels",
  "entrypoint",
  "environment",
  "executionTimeoutMs",
  "memoryMb",
  "context",
  "scaling",
  "limits",
  "rawEvent",
  "async",
  "snapshot",
  "sandbox",
  "fetch",
  "assetsUrl",
  "onProgress",
  "onLog",
];

function checkTimeout(value: unknown = DEFAULT_EXECUTION_TIMEOUT_MS): number {
  if (typeof value !== "number" || !(value >= 1) || value > LONGEST_EXECUTION_TIMEOUT_MS) {
    throw expected("executionTimeoutMs", "milliseconds from 1 to 3600000 (one hour)", value);
  }
  return value;
}

function checkMemory(value: unknown = DEFAULT_MEMORY_MB): Pick<CheckedOptions, "memoryMb" | "memoryBytes"> {
  if (value === Number.POSITIVE_INFINITY) return { memoryMb: DEFAULT_MEMORY_MB, memoryBytes: value };
  if (typeof value !== "number" || !(value > 0) || value % 128 !== 0) {
    throw expected("memoryMb", "a multiple of 128, or Infinity", value);
  }
  return { memoryMb: value, memoryBytes: value * 1024 * 1024 };
}

function checkRawEvent(value: unknown = "auto"): CheckedOptions["rawEvent"] {
  return expectOneOf("rawEvent", value, ["auto", "json", "text"]);
}

function checkSnapshot(value: unknown = "base"): CheckedOptions["snapshot"] {
  return expectOneOf("snapshot", value, ["base", "function"]);
}

/** Never a truthy guess: what keeps the function in is not to be turned off by accident. */
function checkSandbox(value: unknown = true): boolean {
  if (typeof value !== "boolean") throw expected("sandbox", "true or false", value);
  return value;
}

function checkFetch(value: unknown = false): OutboundFetch | false {
  if (value === false || typeof value === "function") return value as OutboundFetch | false;
  throw expected("fetch", "false or a function such as globalThis.fetch", value);
}

function checkAssetsUrl(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== "string" && !isUrl(value)) {
    throw expected("assetsUrl", "a string or a URL", value);
  }
  const url = String(value);
  return url.endsWith("/") ? url : `${url}/`;
}
