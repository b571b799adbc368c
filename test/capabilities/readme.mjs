/** Writes the README's "What Python can do here" from the table beside it. */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const at = (path) => new URL(path, import.meta.url);
const START = "<!-- Written by test/capabilities/readme.mjs from the table beside it. -->\n";
const END = "<!-- The end of what readme.mjs writes. -->\n";

/** The README's text with the table as it should be. */
export function readmeWithCapabilities(readme) {
  const start = readme.indexOf(START);
  const end = readme.indexOf(END);
  if (start < 0 || end < start) throw new Error(`README.md needs the lines ${START}and ${END}`);
  return readme.slice(0, start) + START + table() + readme.slice(end);
}

function table() {
  const capabilities = JSON.parse(readFileSync(at("table.json"), "utf8"));
  const lines = capabilities.map(({ what, here, rows }) => `| ${what} | ${here} | ${rows.length} |`);
  return `\n| In Python | Here | Tests |\n| --- | --- | ---: |\n${lines.join("\n")}\n\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = at("../../README.md");
  writeFileSync(path, readmeWithCapabilities(readFileSync(path, "utf8")));
}
