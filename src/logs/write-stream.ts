import type { LogRecord } from "../api/log.ts";
import type { LogMessage } from "../wire/protocol.ts";
import type { CallLog } from "./call-log.ts";
import { streamRecords } from "./stream-record.ts";

/** Writes the output of the function to a log. */
export function writeStream(log: CallLog, { source, timestamp, requestId, lines }: LogMessage): void {
  log.writeAll((ownId, { isStructuredLogging }) => {
    const origin = { timestamp, requestId: requestId ?? ownId, source };
    const recordsOf = (line: string): LogRecord[] =>
      source === "system"
        ? [{ ...origin, level: "WARN", message: line }]
        : streamRecords(line, origin, isStructuredLogging);
    return lines.flatMap(recordsOf);
  });
}
