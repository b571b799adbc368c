import type { JsonValue, LogLevel, LogRecord } from "../api/log.ts";

/** Longer lines are split, and are text, whatever they hold (contract 5.4). */
const LINE_BYTES = 65_536;

const LEVELS: readonly unknown[] = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"] satisfies LogLevel[];

const encoder = new TextEncoder();

/**
 * The records of one line of a stream. One that is longer than 64 KB becomes several, cut between characters.
 *
 * @param isStructuredLogging whether JSON lines are parsed.
 */
export function streamRecords(
  line: string,
  origin: Pick<LogRecord, "timestamp" | "requestId" | "source">,
  isStructuredLogging: boolean,
): LogRecord[] {
  if (!isTooLong(line)) return [streamRecord(line, origin, isStructuredLogging)];
  return pieces(line).map((message) => ({ ...origin, message }));
}

function pieces(line: string): string[] {
  const target = new Uint8Array(LINE_BYTES);
  const found: string[] = [];
  for (let start = 0; start < line.length; ) {
    // It writes whole characters only, and says how far it came.
    const { read } = encoder.encodeInto(wholeCharacters(line.slice(start, start + LINE_BYTES)), target);
    found.push(line.slice(start, start + read));
    start += read;
  }
  return found;
}

/** A slice may end in the middle of a character. */
function wholeCharacters(text: string): string {
  const last = text.charCodeAt(text.length - 1);
  const isFirstHalf = last >= 0xd800 && last <= 0xdbff;
  return isFirstHalf && text.length > 1 ? text.slice(0, -1) : text;
}

/**
 * The record of one line of a stream. A line that is a JSON object with `message` or `msg` is structured: its
 * level, its stream name and its other members are separated (contract 5.4). A level or a stream name that the
 * service does not know stays among the others: nothing is lost. Any other line has no level.
 */
function streamRecord(
  line: string,
  origin: Pick<LogRecord, "timestamp" | "requestId" | "source">,
  isStructuredLogging: boolean,
): LogRecord {
  const members = isStructuredLogging ? structuredMembers(line) : undefined;
  if (members === undefined) return { ...origin, message: line };
  const { [textMemberOf(members)]: message, level, stream_name, ...others } = members;
  const payload = {
    ...others,
    ...(level !== undefined && !isLevel(level) && { level }),
    ...(stream_name !== undefined && !isStreamName(stream_name) && { stream_name }),
  };
  return {
    ...origin,
    message: String(message),
    ...(isLevel(level) && { level }),
    ...(isStreamName(stream_name) && { streamName: stream_name }),
    ...(Object.keys(payload).length > 0 && { payload }),
  };
}

function structuredMembers(line: string): Record<string, JsonValue> | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    const members = JSON.parse(line) as Record<string, JsonValue>;
    return typeof members[textMemberOf(members)] === "string" ? members : undefined;
  } catch {
    return undefined;
  }
}

function textMemberOf(members: Record<string, JsonValue>): "message" | "msg" {
  return members["message"] === undefined || members["message"] === null ? "msg" : "message";
}

/** Counts bytes only where the number of characters does not decide. */
function isTooLong(line: string): boolean {
  if (line.length * 3 <= LINE_BYTES) return false;
  return line.length > LINE_BYTES || encoder.encode(line).length > LINE_BYTES;
}

function isLevel(value: JsonValue | undefined): value is LogLevel {
  return LEVELS.includes(value);
}

function isStreamName(value: JsonValue | undefined): value is string {
  return typeof value === "string" && value.length >= 1 && value.length <= 63;
}
