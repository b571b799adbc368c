import { UsageError } from "./errors.ts";
import { MADE_UP } from "./ids.ts";
import type { FunctionContext, FunctionOptions, FunctionToken, LogRecord, ScalingPolicy } from "./types.ts";

/** Options with their defaults filled in; nothing is checked again after this. */
export interface CheckedOptions {
  readonly source: FunctionOptions["source"];
  readonly entrypoint: string | undefined;
  readonly environment: Readonly<Record<string, string>>;
  readonly executionTimeoutMs: number;
  readonly memoryMb: number;
  readonly context: Required<Omit<FunctionContext, "token">> & { readonly token: FunctionToken | null };
  readonly scaling: Required<ScalingPolicy>;
  readonly snapshot: "base" | "function";
  readonly sandbox: boolean;
  /** Ends in a slash. */
  readonly assetsUrl: string | undefined;
  readonly onLog: ((record: LogRecord) => void) | undefined;
}

const DEFAULT_EXECUTION_TIMEOUT_MS = 3_000;
/** Of long-lived functions (contract 7.5). */
const LONGEST_EXECUTION_TIMEOUT_MS = 3_600_000;
const DEFAULT_MEMORY_MB = 128;
/** Of a token made from its text alone: twelve hours, the longest that a token lives (contract 4.2). */
const TOKEN_LIFETIME_S = 43_200;

/** Set by the runtime; they cannot be overridden (contract 6.1). */
const RESERVED_VARIABLES = new Set([
  "_HANDLER",
  "AWS_LAMBDA_RUNTIME_API",
  "LAMBDA_RUNTIME_DIR",
  "LAMBDA_TASK_ROOT",
  "PATH",
  "LD_LIBRARY_PATH",
]);

/**
 * Checks the options of `createFunction`.
 *
 * @throws UsageError that says what was expected, what came, and where.
 */
export function checkOptions(options: FunctionOptions): CheckedOptions {
  const given = expectRecord("options", options);
  refuseUnknownKeys("createFunction()", given, OPTION_NAMES);
  return {
    source: checkSource(given["source"]),
    entrypoint: checkOptional("entrypoint", given["entrypoint"], "string") as string | undefined,
    environment: checkEnvironment(given["environment"]),
    executionTimeoutMs: checkTimeout(given["executionTimeoutMs"]),
    memoryMb: checkMemory(given["memoryMb"]),
    context: checkContext(given["context"]),
    scaling: checkScaling(given["scaling"]),
    snapshot: checkSnapshot(given["snapshot"]),
    sandbox: checkSandbox(given["sandbox"]),
    assetsUrl: checkAssetsUrl(given["assetsUrl"]),
    onLog: checkOptional("onLog", given["onLog"], "function") as CheckedOptions["onLog"],
  };
}

const OPTION_NAMES = [
  "source",
  "entrypoint",
  "environment",
  "executionTimeoutMs",
  "memoryMb",
  "context",
  "scaling",
  "snapshot",
  "sandbox",
  "assetsUrl",
  "onLog",
];
const SCALING_NAMES = ["zoneInstancesLimit", "zoneRequestsLimit", "provisionedInstances"];
const CONTEXT_NAMES = ["functionName", "functionVersion", "folderId", "logGroupName", "token"];

function checkSource(source: unknown): FunctionOptions["source"] {
  if (typeof source === "string" || source instanceof Uint8Array) return source;
  if (!isRecord(source)) {
    throw expected(
      "source",
      'the path of a folder or .zip, the bytes of a zip, or files like { "main.py": "…" }',
      source,
    );
  }
  for (const [path, content] of Object.entries(source)) {
    if (typeof content !== "string" && !(content instanceof Uint8Array)) {
      throw expected(`source[${JSON.stringify(path)}]`, "a string or a Uint8Array", content);
    }
  }
  return source as FunctionOptions["source"];
}

function checkEnvironment(value: unknown = {}): Record<string, string> {
  const environment = expectRecord("environment", value);
  for (const [name, content] of Object.entries(environment)) {
    if (typeof content !== "string") throw expected(`environment.${name}`, "a string", content);
    if (name === "" || name.includes("=") || name.includes("\0") || content.includes("\0")) {
      throw new UsageError(
        "INVALID_OPTION",
        `environment: expected names and values that a process can have, got ${JSON.stringify(name)}.`,
      );
    }
    if (RESERVED_VARIABLES.has(name)) {
      throw new UsageError(
        "INVALID_OPTION",
        `environment.${name}: this variable is set by the runtime and cannot be overridden; take it out.`,
      );
    }
  }
  return environment as Record<string, string>;
}

function checkTimeout(value: unknown = DEFAULT_EXECUTION_TIMEOUT_MS): number {
  if (typeof value !== "number" || !(value >= 1) || value > LONGEST_EXECUTION_TIMEOUT_MS) {
    throw expected("executionTimeoutMs", "milliseconds from 1 to 3600000 (one hour)", value);
  }
  return value;
}

function checkMemory(value: unknown = DEFAULT_MEMORY_MB): number {
  if (typeof value !== "number" || !(value > 0) || value % 128 !== 0) {
    throw expected("memoryMb", "a multiple of 128", value);
  }
  return value;
}

function checkContext(value: unknown = {}): CheckedOptions["context"] {
  const context = expectRecord("context", value);
  refuseUnknownKeys("context", context, CONTEXT_NAMES);
  const { token, ...ids } = context;
  for (const [name, id] of Object.entries(ids)) checkOptional(`context.${name}`, id, "string");
  return { ...MADE_UP, ...withoutUndefined(ids), token: checkToken(token) };
}

function checkScaling(value: unknown = {}): Required<ScalingPolicy> {
  const scaling = expectRecord("scaling", value);
  refuseUnknownKeys("scaling", scaling, SCALING_NAMES);
  const {
    zoneInstancesLimit = 1,
    zoneRequestsLimit = Number.POSITIVE_INFINITY,
    provisionedInstances = 0,
  } = scaling;
  const instances = checkCount("scaling.zoneInstancesLimit", zoneInstancesLimit, 1);
  const provisioned = checkCount("scaling.provisionedInstances", provisionedInstances, 0);
  if (provisioned > instances) {
    throw expected("scaling.provisionedInstances", `at most zoneInstancesLimit (${instances})`, provisioned);
  }
  return {
    zoneInstancesLimit: instances,
    zoneRequestsLimit: checkCount("scaling.zoneRequestsLimit", zoneRequestsLimit, 1),
    provisionedInstances: provisioned,
  };
}

function checkSnapshot(value: unknown = "base"): "base" | "function" {
  if (value !== "base" && value !== "function") throw expected("snapshot", '"base" or "function"', value);
  return value;
}

/** Never a truthy guess: what keeps the function in is not to be turned off by accident. */
function checkSandbox(value: unknown = true): boolean {
  if (typeof value !== "boolean") throw expected("sandbox", "true or false", value);
  return value;
}

function checkAssetsUrl(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== "string" && !(value instanceof URL))
    throw expected("assetsUrl", "a string or a URL", value);
  const url = String(value);
  return url.endsWith("/") ? url : `${url}/`;
}

function checkCount(where: string, value: unknown, least: number): number {
  const isWhole = Number.isInteger(value) || value === Number.POSITIVE_INFINITY;
  if (typeof value !== "number" || !isWhole || value < least) {
    throw expected(where, `a whole number, at least ${least}`, value);
  }
  return value;
}

function checkToken(token: unknown): FunctionToken | null {
  if (token === undefined || token === null) return null;
  if (typeof token === "string") {
    return { access_token: token, expires_in: TOKEN_LIFETIME_S, token_type: "Bearer" };
  }
  const { access_token, expires_in, token_type } = isRecord(token) ? token : {};
  if (typeof access_token !== "string" || typeof expires_in !== "number" || typeof token_type !== "string") {
    throw expected("context.token", "a string or { access_token, expires_in, token_type }", token);
  }
  return { access_token, expires_in, token_type };
}

/**
 * Checks the options of a call.
 *
 * @throws UsageError for an unknown one, which would otherwise be ignored in silence, and for one of a wrong type.
 */
export function checkCallOptions(where: string, options: unknown, names: readonly string[]): void {
  const given = expectRecord(`${where} options`, options);
  refuseUnknownKeys(where, given, names);
  checkOptional("requestId", given["requestId"], "string");
  checkOptional("sourceIp", given["sourceIp"], "string");
  const signal = given["signal"] as Partial<AbortSignal> | undefined;
  // Not instanceof: a signal of another realm is one of that realm.
  if (signal !== undefined && typeof signal?.addEventListener !== "function") {
    throw expected("signal", "an AbortSignal", signal);
  }
}

function refuseUnknownKeys(where: string, given: Record<string, unknown>, known: readonly string[]): void {
  const unknown = Object.keys(given).find((key) => !known.includes(key));
  if (unknown === undefined) return;
  const near = known.find((key) => key.toLowerCase() === unknown.toLowerCase());
  const help = near ? `Did you mean ${near}?` : `Known ones are ${known.join(", ")}.`;
  throw new UsageError("INVALID_OPTION", `${where}: unknown option ${JSON.stringify(unknown)}. ${help}`);
}

function checkOptional(where: string, value: unknown, type: "string" | "function"): unknown {
  if (value !== undefined && typeof value !== type) throw expected(where, `a ${type}`, value);
  return value;
}

function expectRecord(where: string, value: unknown): Record<string, unknown> {
  if (!isRecord(value)) throw expected(where, "an object", value);
  return value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  // A Map or a URL has members too, but none that Object.entries() sees: it would be taken for empty.
  return typeof value === "object" && value !== null && kindOf(value) === "Object";
}

function withoutUndefined(ids: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(ids).filter(([, id]) => id !== undefined)) as Record<
    string,
    string
  >;
}

function expected(where: string, what: string, got: unknown): UsageError {
  return new UsageError("INVALID_OPTION", `${where}: expected ${what}, got ${describe(got)}.`);
}

function describe(value: unknown): string {
  if (typeof value === "string") return `${JSON.stringify(value)} (string)`;
  if (typeof value === "number" || typeof value === "boolean") return `${value} (${typeof value})`;
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return "an array";
  return typeof value === "object"
    ? `an object of class ${kindOf(value)}`
    : `a value of type ${typeof value}`;
}

/** The same in every realm, unlike `instanceof`: test runners run us in one of their own. */
function kindOf(value: object): string {
  return Object.prototype.toString.call(value).slice("[object ".length, -1);
}
