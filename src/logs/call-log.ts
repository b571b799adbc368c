import type { LogMessage } from "../protocol.ts";
import type { LogRecord } from "../types.ts";
import { streamRecord } from "./stream-record.ts";

/** The log of one call: kept for its Execution, and told to `onLog` as it is written. */
export interface CallLog {
  readonly records: readonly LogRecord[];
  add(record: LogRecord): void;
  addLines(message: LogMessage): void;
}

export function openCallLog(
  requestId: string,
  settings: { readonly isStructuredLogging: boolean; readonly onLog: (record: LogRecord) => void },
): CallLog {
  const records: LogRecord[] = [];
  const add = (record: LogRecord): void => {
    records.push(record);
    tell(settings.onLog, record);
  };
  return {
    records,
    add,
    addLines({ source, timestamp, lines }) {
      for (const line of lines) {
        add(streamRecord(line, { timestamp, requestId, source }, settings.isStructuredLogging));
      }
    },
  };
}

/** A listener's fault must neither fail the call nor keep it from ending; nor may an async listener's end the process. */
function tell(onLog: (record: LogRecord) => unknown, record: LogRecord): void {
  try {
    const told = onLog(record);
    if (told instanceof Promise) told.catch(() => {});
  } catch {
    // Ignored, as the option says.
  }
}
