/** docs/options.md: the public interfaces, from their doc comments. */
import { code, list, prose, sections } from "./reference.mjs";
import { allDeclarations } from "./sources.mjs";

/** Interfaces after the options and the methods, in the order in which a reader meets them. */
const OTHERS = [
  "CallOptions",
  "ExecuteOptions",
  "FetchOptions",
  "GatewayOptions",
  "Execution",
  "Report",
  "LogRecord",
  "AsyncCall",
];

export function createFunctionOptions() {
  const all = allDeclarations();
  return sections(all.get("FunctionOptions").members, 3, all);
}

export function methods() {
  const all = allDeclarations();
  const members = all.get("CloudFunction").members;
  return sections(
    members.filter(({ docs }) => docs !== undefined),
    3,
    all,
  );
}

export function types() {
  const all = allDeclarations();
  return OTHERS.map((name) => typeSection(all.get(name), all)).join("\n");
}

function typeSection({ name, docs, members, parents, code: alias }, all) {
  const inherited = (parents ?? "").split(", ").flatMap((parent) => all.get(parent)?.members ?? []);
  const body = alias === undefined ? list([...inherited, ...members], all) : code(alias, "ts");
  return `### ${name}\n\n${prose(docs)}\n\n${body}\n`;
}
