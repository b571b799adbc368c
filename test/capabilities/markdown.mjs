import { readFileSync } from "node:fs";

/** The table of docs/python.md, from the table beside this file. */
export function capabilities() {
  const table = JSON.parse(readFileSync(new URL("table.json", import.meta.url), "utf8"));
  const lines = table.map(({ what, here, rows }) => `| ${what} | ${here} | ${rows.length} |`);
  return `| In Python | Here | Tests |\n| --- | --- | ---: |\n${lines.join("\n")}\n`;
}
