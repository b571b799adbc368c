import { unixTimeMs } from "#clock";
import type { Report } from "../api/execution.ts";
import type { LogRecord } from "../api/log.ts";

/** The service's own lines (contract 5.5, 5.6). Each is a record of source `system`. */
export interface SystemLines {
  start(functionVersion: string): LogRecord;
  end(): LogRecord;
  report(report: Report): LogRecord;
  /** `status` is the HTTP status that the call would answer with. */
  error(status: number, message: string): LogRecord;
  /** The unhandled exception: one record, its lines joined by carriage returns (ruling 16). */
  traceback(text: string): LogRecord;
  warning(message: string): LogRecord;
}

/** The lines of the call `requestId`, stamped with the time they are made at. */
export function systemLines(requestId: string): SystemLines {
  const line = (level: "INFO" | "WARN" | "ERROR", message: string): LogRecord => ({
    timestamp: unixTimeMs(),
    requestId,
    source: "system",
    level,
    message,
  });
  return {
    start: (functionVersion) => ({
      ...line("INFO", `START RequestID: ${requestId} Version: ${functionVersion}`),
      payload: { request_id: requestId, version_id: functionVersion },
    }),
    end: () => line("INFO", `END RequestID: ${requestId}`),
    report: (report) => line("INFO", `REPORT RequestID: ${requestId} ${figures(report)}`),
    error: (status, message) =>
      line("ERROR", `ERROR RequestID: ${requestId} Code: ${status} Message: ${message}`),
    traceback: (text) => line("ERROR", text.replaceAll("\n", "\r")),
    warning: (message) => line("WARN", message),
  };
}

function figures(report: Report): string {
  const parts = [
    `Duration: ${report.durationMs.toFixed(3)} ms`,
    `Billed Duration: ${report.billedDurationMs} ms`,
    `Memory Size: ${report.memorySizeMb} MB`,
    `Max Memory Used: ${report.maxMemoryUsedMb} MB`,
    `Queuing Duration: ${report.queuingDurationMs.toFixed(3)} ms`,
  ];
  if (report.initDurationMs !== undefined) {
    parts.push(`Function Init Duration: ${report.initDurationMs.toFixed(3)} ms`);
  }
  return parts.join(" ");
}
