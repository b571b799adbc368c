export type { AsyncCall, AsyncPolicy } from "./async-types.ts";
export type * from "./audit-types.ts";
export type { Blame, ErrorCode, Phase } from "./errors.ts";
export { FunctionError, UsageError } from "./errors.ts";
export type * from "./events/index.ts";
export { events } from "./events/index.ts";
export { createFunction } from "./function.ts";
export type { GatewayOptions } from "./gateway-options.ts";
export { type JsonText, jsonText } from "./json.ts";
export type { Limits } from "./limits.ts";
export type {
  CallOptions,
  CloudFunction,
  ExecuteOptions,
  Execution,
  FetchOptions,
  FunctionContext,
  FunctionOptions,
  FunctionToken,
  JsonValue,
  LoadProgress,
  LogLevel,
  LogRecord,
  OutboundFetch,
  Outcome,
  Report,
  ScalingPolicy,
  SourceFiles,
} from "./types.ts";
