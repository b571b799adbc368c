import type { LogRecord } from "pythonless";

/** `function`: what the function wrote itself. `warnings`: WARN and worse, of anybody. */
export type LevelChoice = "all" | "function" | "warnings";

export interface LogFilter {
  readonly text: string;
  readonly levels: LevelChoice;
}

const SEVERE: ReadonlySet<string | undefined> = new Set(["WARN", "ERROR", "FATAL"]);

export function passes(record: LogRecord, { text, levels }: LogFilter): boolean {
  return isChosen(record, levels) && textOf(record).toLowerCase().includes(text.trim().toLowerCase());
}

function isChosen(record: LogRecord, levels: LevelChoice): boolean {
  switch (levels) {
    case "all":
      return true;
    case "function":
      return record.source !== "system";
    case "warnings":
      return SEVERE.has(record.level);
    default:
      return levels satisfies never;
  }
}

/** The service joins the lines of one record with carriage returns. */
export function textOf(record: LogRecord): string {
  return record.message.replaceAll("\r", "\n");
}
