export type { AsyncCall, AsyncPolicy } from "./api/async.ts";
export type * from "./api/audit.ts";
export type { GatewayOptions } from "./api/gateway.ts";
export type { Limits } from "./api/limits.ts";
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
} from "./api/types.ts";
export type { Blame, ErrorCode, Phase } from "./errors.ts";
export { FunctionError, UsageError } from "./errors.ts";
export type * from "./events/index.ts";
export { events } from "./events/index.ts";
export { createFunction } from "./function/create-function.ts";
export { type JsonText, jsonText } from "./json/encode.ts";
