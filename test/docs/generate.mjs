/**
 * Writes the generated parts of the documentation, which stand between `<!-- generated: NAME -->` and `<!-- end: NAME -->`.
 * `node test/docs/generate.mjs` after a change of an option, an error, a flag, an event or a table of the tests.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { capabilities } from "../capabilities/markdown.mjs";
import { fidelity } from "../contract/fidelity.mjs";
import { commands } from "./command-line.mjs";
import { errorCodes } from "./errors.mjs";
import { builders } from "./events.mjs";
import { findings } from "./findings.mjs";
import { floors } from "./floors.mjs";
import { createFunctionOptions, methods, server, types } from "./options.mjs";
import { pythonFloors, pythonModules } from "./python-package.mjs";
import { root } from "./sources.mjs";

/** Every part by its name. */
export const PARTS = {
  options: createFunctionOptions,
  methods,
  types,
  server,
  "error-codes": errorCodes,
  commands,
  events: builders,
  capabilities,
  fidelity,
  findings,
  floors,
  "python-modules": pythonModules,
  "python-floors": pythonFloors,
};

/** A page with its generated parts as they should be. */
export async function withGeneratedParts(page) {
  let text = page;
  for (const [name, make] of Object.entries(PARTS)) {
    const start = `<!-- generated: ${name} -->\n`;
    const end = `<!-- end: ${name} -->\n`;
    if (!text.includes(start)) continue;
    const [before, rest] = text.split(start);
    if (!rest.includes(end)) throw new Error(`expected ${end.trim()} after ${start.trim()}`);
    text = `${before}${start}\n${(await make()).trim()}\n\n${end}${rest.split(end)[1]}`;
  }
  return text;
}

/** The pages that may have generated parts, by path from the repository's root. */
export function pages() {
  const docs = readdirSync(join(root, "docs")).filter((name) => name.endsWith(".md"));
  return [...docs.map((name) => `docs/${name}`).sort(), "wasm-bootstrap/README.md"];
}

async function main() {
  for (const path of pages()) {
    const page = readFileSync(join(root, path), "utf8");
    const written = await withGeneratedParts(page);
    if (written === page) continue;
    writeFileSync(join(root, path), written);
    console.log(`written: ${path}`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
