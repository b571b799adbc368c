/** JSON as JavaScript holds it. */
export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** The service's levels (contract 5.4). */
export type LogLevel = "TRACE" | "DEBUG" | "INFO" | "WARN" | "ERROR" | "FATAL";

/** One record of the function's log. */
export interface LogRecord {
  /** Unix time in milliseconds. */
  readonly timestamp: number;
  readonly requestId: string;
  /** The writer: `system` for the service's own lines, else the stream that the function wrote to. */
  readonly source: "system" | "stdout" | "stderr";
  /** Absent for plain lines, as in the service (contract 5.1). */
  readonly level?: LogLevel;
  readonly message: string;
  /** The other members of a structured line (contract 5.4). */
  readonly payload?: { readonly [key: string]: JsonValue };
  /** `stream_name` of a structured line. */
  readonly streamName?: string;
}
