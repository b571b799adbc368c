export type { AsyncCall, AsyncPolicy } from "./api/async.ts";
export type * from "./api/audit.ts";
export type { CallOptions, CloudFunction, ExecuteOptions, FetchOptions } from "./api/cloud-function.ts";
export type { FunctionContext, FunctionToken } from "./api/context.ts";
export type {
  Execution,
  ExecutionDetails,
  FailedExecution,
  Outcome,
  Report,
  SuccessfulExecution,
} from "./api/execution.ts";
export type { GatewayOptions } from "./api/gateway.ts";
export type { Limits } from "./api/limits.ts";
export type { JsonValue, LogLevel, LogRecord } from "./api/log.ts";
export type {
  Bytes,
  FunctionOptions,
  LoadProgress,
  OutboundFetch,
  ScalingPolicy,
  SourceFiles,
} from "./api/options.ts";
export type { Blame, ErrorCode, Phase, StoppedBy } from "./errors.ts";
export { FunctionError, UsageError } from "./errors.ts";
export type * from "./events/index.ts";
export { events } from "./events/index.ts";
export { createFunction } from "./function/create-function.ts";
export { type JsonText, jsonText } from "./json/encode.ts";
