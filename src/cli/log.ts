import { styleText } from "node:util";
import type { LogRecord } from "../index.ts";
import type { Output, Terminal } from "./terminal.ts";

/** `2023-01-07 09:46:20  INFO ` */
const PREFIX_COLUMNS = 26;
const LEVEL_COLOURS: Partial<Record<NonNullable<LogRecord["level"]>, Style>> = {
  WARN: "yellow",
  ERROR: "red",
  FATAL: "red",
};

type Style = "dim" | "yellow" | "red";

/** One record in the shape of the vendor's `yc serverless function logs` (contract 5.7), without a newline. */
export function renderRecord(record: LogRecord, { colour }: { readonly colour: boolean }): string {
  const paint = (style: Style, text: string) =>
    colour && text !== "" ? styleText(style, text, { validateStream: false }) : text;
  const time = new Date(record.timestamp).toISOString().slice(0, 19).replace("T", " ");
  const level = (record.level ?? "").padStart(5);
  const levelColour = record.level && LEVEL_COLOURS[record.level];
  if (record.source === "system" && !levelColour) {
    return paint("dim", `${time} ${level} ${hanging(record.message)}`);
  }
  const text = hanging(record.message) + paint("dim", membersOf(record));
  return `${paint("dim", time)} ${levelColour ? paint(levelColour, level) : level} ${text}`;
}

/** The service joins the lines of one record with `\r` (contract 5.1), which would overwrite a terminal's line. */
function hanging(message: string): string {
  return message
    .replace(/[\r\n]+$/, "")
    .split(/\r\n?|\n/)
    .join(`\n${" ".repeat(PREFIX_COLUMNS)}`);
}

/** The payload of a structured line. The service's own lines repeat the message there. */
function membersOf({ source, payload }: LogRecord): string {
  if (source === "system" || payload === undefined || Object.keys(payload).length === 0) return "";
  return ` ${JSON.stringify(payload)}`;
}

/** Whether `output` shows colour: it is a terminal, and neither NO_COLOR nor FORCE_COLOR says otherwise. */
export function wantsColour(output: Output, environment: Terminal["environment"]): boolean {
  const { FORCE_COLOR: force, NO_COLOR: no, TERM: term } = environment;
  // Node and npm let FORCE_COLOR win over NO_COLOR.
  if (force !== undefined) return force !== "0" && force !== "false";
  if (no !== undefined && no !== "") return false;
  return output.isTTY === true && term !== "dumb";
}
