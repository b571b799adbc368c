/** docs/options.md: the public interfaces, from their doc comments. */
import { code, list, prose, sections } from "./reference.mjs";
import { allDeclarations } from "./sources.mjs";

/** Types after the options and the methods, in the order in which a reader meets them. */
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
  const members = all.get("CloudFunction").members.filter(({ docs }) => docs !== undefined);
  // Each of them is there: only an option can be required.
  return sections(
    members.map((member) => ({ ...member, isOptional: true })),
    3,
    all,
  );
}

export function types() {
  return typeSections(OTHERS);
}

export function server() {
  return typeSections(["ServeOptions", "FunctionServer"]);
}

function typeSections(names) {
  const all = allDeclarations();
  return names.map((name) => typeSection(all.get(name), all)).join("\n");
}

function typeSection({ name, docs, parents, members, code: alias }, all) {
  const body = alias === undefined ? list([...inherited(parents, all), ...members], all) : union(alias, all);
  return `### ${name}\n\n${prose(docs)}\n\n${body}\n`;
}

/** A union of interfaces: the members that they share, then those of each. Any other type as it is written. */
function union(alias, all) {
  const names = [...alias.replace(/^export type \w+ =/, "").matchAll(/[A-Z]\w+/g)].map(([name]) => name);
  const variants = names.map((name) => all.get(name));
  if (variants.length === 0 || variants.some((variant) => variant?.kind !== "interface"))
    return code(alias, "ts");
  const shared = inherited(variants[0].parents, all);
  const own = variants.map(
    (each) => `\`${each.name}\`: ${prose(each.docs)}\n\n${list(present(each.members), all)}`,
  );
  return [...(shared.length > 0 ? [list(shared, all)] : []), ...own].join("\n\n");
}

/** The members of the interfaces that one extends. */
function inherited(parents = "", all) {
  return [...parents.matchAll(/\w+/g)].flatMap(([parent]) => all.get(parent)?.members ?? []);
}

/** Without the members that only say that another form of a union has them. */
function present(members) {
  return members.filter(({ type }) => type !== "never");
}
