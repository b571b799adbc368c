/** The builders of docs/events.md, from the doc comments of `src/events/`. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { code, list, prose } from "./reference.mjs";
import { allDeclarations, declarationsIn, root } from "./sources.mjs";

const INDEX = "src/events/index.ts";

export function builders() {
  const index = readFileSync(join(root, INDEX), "utf8");
  const all = allDeclarations();
  const files = new Map(
    [...index.matchAll(/^import \{ (\w+) \} from "\.\/(.+)\.ts";/gm)].map(([, name, file]) => [name, file]),
  );
  const names = declarationsIn(INDEX)
    .get("events")
    .body.map((line) => line.trim().replace(",", ""));
  return names
    .map((name) => builder(name, files.get(name), argumentsOf(index, files.get(name)), all))
    .join("\n");
}

/** The interfaces of a builder's argument: what the index exports of its file, but for the event itself. */
function argumentsOf(index, file) {
  const exported =
    new RegExp(`^export type \\{([^}]+)\\} from "\\./${file}(?:-types)?\\.ts";`, "m").exec(index)?.[1] ?? "";
  return exported
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "" && !name.endsWith("Event"));
}

function builder(name, file, interfaces, all) {
  const { docs } = declarationsIn(`src/events/${file}.ts`).get(name);
  const examples = (docs.tags.example ?? []).map((example) => `${code(example)}\n`);
  const [first] = interfaces;
  const isUnion = interfaces.length > 1;
  const own = isUnion
    ? interfaces.map((each) => variant(all.get(each), all))
    : [list(all.get(first).members, all)];
  const common = inherited(all.get(first), all);
  const shared =
    common.length === 0 ? [] : [...(isUnion ? ["In each of them:", ""] : []), list(common, all), ""];
  return [
    `### events.${name}()`,
    "",
    prose(docs),
    "",
    ...examples,
    ...own,
    ...(isUnion ? [""] : []),
    ...shared,
  ].join("\n");
}

/** One of several forms of the argument. */
function variant({ name, members }, all) {
  return `\`${name}\`:\n\n${list(members, all)}\n`;
}

/** The members that interfaces of several events share. */
function inherited({ parents = "" }, all) {
  const names = [...parents.matchAll(/\w+/g)].map(([parent]) => parent);
  return names.flatMap((parent) => {
    const declaration = all.get(parent);
    return declaration === undefined ? [] : [...declaration.members, ...inherited(declaration, all)];
  });
}
