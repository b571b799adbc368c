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
    .map((name) => builder(name, files.get(name), argumentsOf(index, name, files.get(name)), all))
    .join("\n");
}

/** The interfaces of a builder's argument, which are named after it: `TimerInput`. */
function argumentsOf(index, name, file) {
  const exported =
    new RegExp(`^export type \\{([^}]+)\\} from "\\./${file}(?:-types)?\\.ts";`, "m").exec(index)?.[1] ?? "";
  return exported
    .split(",")
    .map((each) => each.trim())
    .filter((each) => each.endsWith("Input") && each.toLowerCase().startsWith(name.toLowerCase()));
}

function builder(name, file, interfaces, all) {
  const path = `src/events/${file}.ts`;
  const { docs } = declarationsIn(path).get(name);
  const text = readFileSync(join(root, path), "utf8");
  const show = (members) => list(withLiterals(members, text), all);
  const examples = (docs.tags.example ?? []).map((example) => code(example));
  const lists =
    interfaces.length > 1 ? variants(interfaces, all, show) : [oneList(all.get(interfaces[0]), all, show)];
  const several = /\bBatch</.test(text) ? ["To pass several: `{ messages: [ … ] }`."] : [];
  const [, batch] = /^type Argument = (\w+) & Batch</m.exec(text) ?? [];
  const ofBatch = batch === undefined ? [] : ["Of the whole batch:", show(all.get(batch).members)];
  return `${[`### events.${name}()`, prose(docs), ...examples, ...lists, ...several, ...ofBatch].join("\n\n")}\n`;
}

function oneList(declaration, all, show) {
  return show([...declaration.members, ...inherited(declaration, all)]);
}

/** The forms of an argument that is a union, and the members that they share. */
function variants(interfaces, all, show) {
  const forms = interfaces.map((name) => {
    const { docs, members } = all.get(name);
    return `\`${name}\`: ${prose(docs)}\n\n${show(members)}`;
  });
  return [...forms, "In each of them:", show(inherited(all.get(interfaces[0]), all))];
}

/** The members of the interfaces that one extends; `Omit<Parent, "name">` leaves some out. */
function inherited({ parents = "" }, all) {
  return [...parents.matchAll(/Omit<(\w+), ([^>]+)>|(\w+)/g)].flatMap(([, partial, omitted = "", whole]) => {
    const declaration = all.get(partial ?? whole);
    if (declaration === undefined) return [];
    const members = [...declaration.members, ...inherited(declaration, all)];
    return members.filter(({ name }) => !omitted.includes(`"${name}"`));
  });
}

/** `Method` becomes `"GET" | "HEAD" | …`: `type Method = (typeof METHODS)[number]` means nothing to a reader. */
function withLiterals(members, text) {
  const texts = [text, readFileSync(join(root, "src/events/http-call.ts"), "utf8")].join("\n");
  const lists = new Map(
    [...texts.matchAll(/const (\w+) = \[([^\]]+)\] as const;/g)].map(([, name, items]) => [
      name,
      items.trim().split(/,\s*/).join(" | "),
    ]),
  );
  const names = new Map(
    [...texts.matchAll(/type (\w+) = \(typeof (\w+)\)\[number\];/g)].map(([, name, constant]) => [
      name,
      lists.get(constant),
    ]),
  );
  return members.map((member) => {
    const type = member.type.replace(
      /\(typeof (\w+)\)\[number\]/,
      (whole, constant) => lists.get(constant) ?? whole,
    );
    return { ...member, type: names.get(type) ?? type };
  });
}
