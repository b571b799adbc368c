/**
 * Reads exported declarations and their doc comments from TypeScript as Biome formats it: members are indented by two
 * spaces, and a doc comment stands directly above its subject. Throws at a member that does not have this form.
 */

/** The exported interfaces, types, classes, constants and functions of a file by name; of overloads the first. */
export function declarationsOf(text) {
  const lines = text.split("\n");
  const found = new Map();
  let docs;
  for (let index = 0; index < lines.length; index += 1) {
    if (lines[index].startsWith("/**")) {
      [docs, index] = readComment(lines, index);
      continue;
    }
    const [, kind, name] = /^export (interface|type|class|const|function) (\w+)/.exec(lines[index]) ?? [];
    if (kind === "type") {
      const [code, end] = readStatement(lines, index);
      found.set(name, { kind, name, docs, code, members: [] });
      index = end;
    } else if (kind !== undefined && !found.has(name)) {
      const end = lines[index].endsWith(";")
        ? index
        : lines.findIndex((line, other) => other > index && /^[})\]]/.test(line));
      found.set(name, Object.assign(partsOf(kind, lines.slice(index, end + 1)), { kind, name, docs }));
    }
    docs = undefined;
  }
  return found;
}

/** Members are read when they are asked for: only public interfaces need to have the form that `membersOf` reads. */
function partsOf(kind, lines) {
  const [head] = lines;
  const body = lines.slice(1, -1);
  const [, parents] = / extends (.+?) \{/.exec(head) ?? [];
  return {
    body,
    parents,
    get members() {
      return kind === "interface" ? membersOf(body) : [];
    },
  };
}

/** The members of an interface, each with its doc comment. */
function membersOf(lines) {
  const members = [];
  let docs;
  for (let index = 0; index < lines.length; index += 1) {
    if (/^(\s*\/\/.*|\s*)$/.test(lines[index])) continue;
    if (lines[index].startsWith("  /**")) {
      [docs, index] = readComment(lines, index);
      continue;
    }
    const [code, end] = readStatement(lines, index);
    members.push({ ...memberOf(code), docs });
    docs = undefined;
    index = end;
  }
  return members;
}

function memberOf(code) {
  const [, property, mark, type] = /^(?:readonly )?("?\w[\w-]*"?)(\?)?: ([\s\S]+);$/.exec(code) ?? [];
  if (property !== undefined) return { name: property, isOptional: mark === "?", isMethod: false, type };
  const [, method, signature] = /^((?:\w+|\[.+?\]))(\([\s\S]+);$/.exec(code) ?? [];
  if (method !== undefined) return { name: method, isOptional: false, isMethod: true, type: signature };
  const [, key, value] = /^(?:readonly )?(\[[^(]+\]): ([\s\S]+);$/.exec(code) ?? [];
  if (key !== undefined) return { name: key, isOptional: true, isMethod: false, type: value };
  throw new Error(`expected a member of an interface, got: ${code}`);
}

/** The doc comments of an object's direct members: `NAME: {` or `name,` by name. */
export function memberDocs(lines) {
  const found = new Map();
  let docs;
  for (let index = 0; index < lines.length; index += 1) {
    if (lines[index].startsWith("  /**")) {
      [docs, index] = readComment(lines, index);
      continue;
    }
    const [, name] = /^ {2}(\w+)(?:: |,)/.exec(lines[index]) ?? [];
    if (name !== undefined) found.set(name, docs);
    docs = undefined;
  }
  return found;
}

/** A comment as `{ text, tags: { default: ["128"], example: ["…"] } }`, and the number of its last line. */
function readComment(lines, start) {
  let end = start;
  while (!lines[end].endsWith("*/")) end += 1;
  const inside = lines
    .slice(start, end + 1)
    .map((line) => line.replace(/^\s*\/?\*+(?!\/) ?/, "").replace(/\s*\*\/$/, ""))
    .join("\n");
  const [text, ...parts] = inside.split(/^@(?=\w)/m);
  const tags = {};
  for (const part of parts) {
    const [, name, value] = /^(\w+)\s?([\s\S]*)$/.exec(part);
    tags[name] = [...(tags[name] ?? []), value.trim()];
  }
  return [{ text: text.trim(), tags }, end];
}

/** The lines up to the semicolon that ends the statement, and the number of the last one. */
function readStatement(lines, start) {
  let depth = 0;
  for (let end = start; end < lines.length; end += 1) {
    for (const character of withoutStrings(lines[end])) {
      if ("([{".includes(character)) depth += 1;
      if (")]}".includes(character)) depth -= 1;
    }
    if (depth === 0 && lines[end].endsWith(";")) {
      const indent = lines[start].search(/\S/);
      const statement = lines.slice(start, end + 1).map((line) => line.slice(indent));
      return [statement.join("\n"), end];
    }
  }
  throw new Error(`expected a semicolon after: ${lines[start]}`);
}

function withoutStrings(line) {
  return line.replace(/\/\/.*$/, "").replace(/"[^"]*"|`[^`]*`/g, "");
}
