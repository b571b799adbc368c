/** The values of an error body. */
export type DumpedValue = string | readonly string[];

/** An object written as Python's `json.dumps` writes it: `", "` and `": "` between, ASCII escapes within (contract 3.4, ruling 11). */
export function pythonDumps(object: Readonly<Record<string, DumpedValue>>): string {
  const members = Object.entries(object).map(([key, value]) => `${dumpedText(key)}: ${dumpedValue(value)}`);
  return `{${members.join(", ")}}`;
}

function dumpedValue(value: DumpedValue): string {
  return typeof value === "string" ? dumpedText(value) : `[${value.map(dumpedText).join(", ")}]`;
}

function dumpedText(text: string): string {
  // From \u007f on: Python escapes DEL too.
  return JSON.stringify(text).replace(/[\u007f-\uffff]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}
