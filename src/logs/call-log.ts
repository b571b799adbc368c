import type { LogRecord } from "../api/log.ts";
import { type SystemLines, systemLines } from "./system-lines.ts";

export interface CallLogSettings {
  readonly isStructuredLogging: boolean;
  readonly onLog: ((record: LogRecord) => void) | undefined;
}

/** The log of one call: kept for its Execution, and passed to `onLog` as it is written. */
export class CallLog {
  readonly records: LogRecord[] = [];
  readonly #requestId: string;
  readonly #settings: CallLogSettings;
  readonly #isKept: boolean;
  #lines: SystemLines | undefined;

  /** @param isKept whether `records` will be read. */
  constructor(requestId: string, settings: CallLogSettings, isKept: boolean) {
    this.#requestId = requestId;
    this.#settings = settings;
    this.#isKept = isKept;
  }

  /** Writes a line of the service's own. Without a reader it is not even made: a warm call is short. */
  write(make: (lines: SystemLines) => LogRecord): void {
    if (!this.#isHeard) return;
    this.#lines ??= systemLines(this.#requestId);
    this.#add(make(this.#lines));
  }

  /** Writes records that are made of this log's own. */
  writeAll(make: (requestId: string, settings: CallLogSettings) => LogRecord[]): void {
    if (!this.#isHeard) return;
    for (const record of make(this.#requestId, this.#settings)) this.#add(record);
  }

  get #isHeard(): boolean {
    return this.#isKept || this.#settings.onLog !== undefined;
  }

  #add(record: LogRecord): void {
    if (this.#isKept) this.records.push(record);
    if (this.#settings.onLog) notify(this.#settings.onLog, record);
  }
}

/** A listener's fault must neither fail the call nor keep it from ending; nor may an async listener's end the process. */
function notify(onLog: (record: LogRecord) => unknown, record: LogRecord): void {
  try {
    const returned = onLog(record);
    if (returned instanceof Promise) returned.catch(() => {});
  } catch {
    // Ignored, as the option says.
  }
}
