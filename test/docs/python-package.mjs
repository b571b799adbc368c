/** The tables of wasm-bootstrap/README.md: each module with the first sentence of its docstring, and who imports whom. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./sources.mjs";

const PACKAGE = "wasm-bootstrap/pythonless";

/** `http/tls.py` and its text, `__init__.py` left out. */
function modules() {
  return readdirSync(join(root, PACKAGE), { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".py") && !path.endsWith("__init__.py"))
    .sort((one, other) => one.split("/").length - other.split("/").length || (one < other ? -1 : 1))
    .map((path) => ({ path, text: readFileSync(join(root, PACKAGE, path), "utf8") }));
}

export function pythonModules() {
  const lines = modules().map(({ path, text }) => `| \`${path}\` | ${sentenceOf(path, text)} |`);
  return `| Module | |\n| --- | --- |\n${lines.join("\n")}\n`;
}

function sentenceOf(path, text) {
  const [, sentence] = /^"""(.+?)(?:"""|$)/m.exec(text) ?? [];
  if (sentence === undefined) throw new Error(`${PACKAGE}/${path} needs a docstring`);
  return sentence;
}

/** The modules in rows: each imports only modules of rows below it. Throws where imports form a cycle. */
export function pythonFloors() {
  const imports = new Map(modules().map(({ path, text }) => [nameOf(path), importsOf(text)]));
  const floors = [];
  for (const name of imports.keys()) {
    const floor = floorOf(name, imports, []);
    floors[floor] = [...(floors[floor] ?? []), name];
  }
  const rows = floors.map((names, floor) => `${floor}  ${names.join("  ")}`);
  return `\`\`\`\n${rows.reverse().join("\n")}\n\`\`\``;
}

function nameOf(path) {
  return path.slice(0, -".py".length).replaceAll("/", ".");
}

function floorOf(name, imports, above) {
  if (above.includes(name)) throw new Error(`imports form a cycle: ${[...above, name].join(" → ")}`);
  const below = imports.get(name).filter((imported) => imports.has(imported));
  return 1 + Math.max(-1, ...below.map((imported) => floorOf(imported, imports, [...above, name])));
}

/** `from pythonless.http import tls`, `from pythonless.http.tls import wrap`, `import pythonless.http.tls`, wherever they stand. */
function importsOf(text) {
  const whole = text.replace(/\(\s*([\w\s,]+?)\s*\)/g, (_, names) => names.replace(/\s+/g, " "));
  const froms = [...whole.matchAll(/^\s*from pythonless(?:\.([\w.]+))? import ([\w, ]+)/gm)];
  const plain = [...whole.matchAll(/^\s*import pythonless\.([\w.]+)/gm)].map(([, name]) => name);
  const named = froms.flatMap(([, room, names]) => {
    const inside = names
      .split(",")
      .map((name) => [room, name.trim().split(" ")[0]].filter(Boolean).join("."));
    return room === undefined ? inside : [room, ...inside];
  });
  return [...new Set([...plain, ...named])];
}
