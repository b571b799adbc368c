/** The tables of docs/fidelity.md, from the tables of this folder. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { bySection, chapters } from "./sections.mjs";

const folder = fileURLToPath(new URL(".", import.meta.url));
/** As a reader meets them: a call from its entry point to its answer, then what is around it. */
const ORDER = [
  "entry-points",
  "request-to-event",
  "request-headers",
  "request-time",
  "raw-event",
  "invoke-event",
  "results",
  "result-to-response",
  "results-over-http",
  "exceptions",
  "errors-over-http",
  "platform-errors",
  "status-codes",
  "context",
  "context-on-the-host",
  "log-lines",
  "log-records",
  "system-lines",
  "billing",
  "environment",
  "instances",
  "idle-instances",
  "snapshots",
  "async",
  "gateway",
  "events",
  "limits",
];

const MARKS = ["documented", "seen", "ruling", "differs"];

/** All of them as Markdown, and the facts of the service that are left out. */
export function fidelity() {
  const tables = readTables();
  const titles = [...new Set(tables.map((table) => table.title))];
  const parts = titles.map((title) => factTable(title, tables));
  return [...parts, leftOut(), count(tables)].join("\n");
}

/** Every table: those that ORDER names first, the others in the order of the contract. */
function readTables() {
  const names = readdirSync(folder)
    .filter((file) => file.endsWith(".json") && file !== "left-out.json")
    .map((file) => file.slice(0, -".json".length));
  const tables = names.map((name) => ({
    name,
    ...JSON.parse(readFileSync(`${folder}${name}.json`, "utf8")),
  }));
  return tables.sort(
    (one, other) => rank(one) - rank(other) || bySection(firstSection(one), firstSection(other)),
  );
}

function rank({ name }) {
  const place = ORDER.indexOf(name);
  return place < 0 ? ORDER.length : place;
}

function firstSection(table) {
  return rowsOf(table)
    .map((row) => row.section)
    .sort(bySection)[0];
}

function rowsOf(table) {
  return table.facts.flatMap((fact) => fact.rows);
}

function factTable(title, tables) {
  const facts = tables.filter((table) => table.title === title).flatMap((table) => table.facts);
  // Told once, also where two tables prove it: on a pure function, and through the whole path.
  const lines = [...new Set(facts.map(({ fact }) => fact))].map((fact) => {
    const rows = facts.filter((other) => other.fact === fact).flatMap((other) => other.rows);
    return `| ${fact} | ${marksOf(rows)} |`;
  });
  return `## ${title}\n\n| Behaviour | From |\n| --- | --- |\n${lines.join("\n")}\n`;
}

function marksOf(rows) {
  return MARKS.filter((mark) => rows.some((row) => row.mark === mark)).join(", ");
}

function leftOut() {
  const facts = JSON.parse(readFileSync(`${folder}left-out.json`, "utf8"));
  const lines = facts.map(({ fact, why }) => `| ${fact} | ${why} |`);
  return `## Left out\n\n| Of the service | Reason |\n| --- | --- |\n${lines.join("\n")}\n`;
}

function count(tables) {
  const rows = tables.flatMap(rowsOf);
  const lines = chapters.map(({ chapter, title }) => {
    const ofChapter = rows.filter((row) => row.section.split(".")[0] === String(chapter));
    return `| ${chapter}. ${title} | ${ofChapter.length} |`;
  });
  const head = `## Rows\n\nThe tests execute ${rows.length} rows for these lines. In comments of the code, "contract 3.4" is section 4 of chapter 3.\n\n`;
  return `${head}| Contract | Rows |\n| --- | ---: |\n${lines.join("\n")}\n`;
}
