import type { JsonValue, LogLevel, LogRecord } from "../types.ts";

/** Longer lines are text, whatever they hold (contract 5.4). */
const STRUCTURED_LINE_BYTES = 65_536;

const LEVELS: Readonly<Record<string, LogLevel>> = {
  TRACE: "TRACE",
  DEBUG: "DEBUG",
  INFO: "INFO",
  WARN: "WARN",
  ERROR: "ERROR",
  FATAL: "FATAL",
};

/**
 * The record of one line of a stream. A line that is a JSON object with `message` or `msg` is structured: its
 * level, its stream name and its other members are told apart (contract 5.4). Any other line has no level.
 */
export function streamRecord(
  line: string,
  origin: Pick<LogRecord, "timestamp" | "requestId" | "source">,
  isStructuredLogging: boolean,
): LogRecord {
  const members = isStructuredLogging ? structuredMembers(line) : undefined;
  if (members === undefined) return { ...origin, message: line };
  const { message, msg, level, stream_name, ...payload } = members;
  const known = typeof level === "string" ? LEVELS[level] : undefined;
  const streamName = isStreamName(stream_name) ? stream_name : undefined;
  return {
    ...origin,
    message: String(message ?? msg),
    ...(known !== undefined && { level: known }),
    ...(streamName !== undefined && { streamName }),
    ...(Object.keys(payload).length > 0 && { payload }),
  };
}

function structuredMembers(line: string): Record<string, JsonValue> | undefined {
  if (!line.startsWith("{") || line.length > STRUCTURED_LINE_BYTES) return undefined;
  try {
    const members = JSON.parse(line) as Record<string, JsonValue>;
    const text = members["message"] ?? members["msg"];
    return typeof text === "string" ? members : undefined;
  } catch {
    return undefined;
  }
}

function isStreamName(value: JsonValue | undefined): value is string {
  return typeof value === "string" && value.length >= 1 && value.length <= 63;
}
