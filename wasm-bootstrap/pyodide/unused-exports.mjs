import { replaceOnce } from "./replace-once.mjs";

/** The function that gives each export a variable and a property of `Module`. The variables are declared right before it. */
const HEAD = "function assignWasmExports(wasmExports){";
const VARIABLES = /var ([\w$]+(?:,[\w$]+){1000,});$/;
/** `_free=Module["_free"]=wasmExports["free"]`, or the same with `.value>>>0` behind it. */
const ASSIGNMENT = /^([\w$]+)=Module\["([\w$]+)"\]=wasmExports\["[\w$]+"\](?:\.value>>>0)?$/;
/** `memory=Module["memory"]=wasmMemory=wasmExports["memory"]`: names that Emscripten itself uses. They stay. */
const SHARED = /^(?:(?:[\w$]+|Module\["[\w$]+"\])=)+wasmExports\["[\w$]+"\]$/;

/** The search for used exports sees names in quotes and names behind a dot, and no names that are computed. */
const COMPUTED = /\b(?:Module|wasmExports)(?:\?\.)?\[(?!"[^"\\]*"\]|'[^'\\]*'\])/g;
/** Computed names of functions that Pyodide's binary does not have: `stbi_load`, with which SDL opens pictures. */
const FUTILE = ['Module["_"+func](...params,x,y,comp,0)'];

/**
 * Removes names of exports that no script uses: of nearly 5,000, all but some 150. Modules that are loaded at run time find
 * exports by linkOnDemand of src/worker/pyodide/lazy-exports.ts.
 *
 * @param {string} script pyodide.asm.mjs
 * @param {string} reader pyodide.mjs
 * @returns {string}
 */
export function withoutUnusedExports(script, reader) {
  const [before, body, after] = cut(script);
  const variables = VARIABLES.exec(before);
  if (variables === null)
    throw new Error(`pyodide.asm.mjs: expected the variables of exports before ${HEAD}`);
  const rest = before.slice(0, variables.index) + after;
  refuseComputedNames(rest);
  const usedVariables = variablesIn(rest);
  const usedProperties = new Set([...propertiesIn(rest), ...wordsIn(reader)]);
  const kept = body.split(";").filter((statement) => {
    const assignment = ASSIGNMENT.exec(statement);
    if (assignment === null) return isShared(statement);
    const [, variable, property] = assignment;
    return usedVariables.has(variable) || usedProperties.has(property);
  });
  const assigned = variablesIn(kept.join(";"));
  const names = variables[1].split(",").filter((name) => usedVariables.has(name) || assigned.has(name));
  return replaceOnce(
    script,
    `${variables[0]}${HEAD}${body}`,
    `var ${names.join(",")};${HEAD}${kept.join(";")}`,
  );
}

/** The text before, inside and after the function's braces. No brace is inside, for all but assignments is refused. */
function cut(script) {
  const [before, rest, ...more] = script.split(HEAD);
  const end = rest?.indexOf("}") ?? -1;
  if (end < 0 || more.length > 0) throw new Error(`pyodide.asm.mjs: expected once ${HEAD}`);
  return [before, rest.slice(0, end), rest.slice(end)];
}

function isShared(statement) {
  if (SHARED.test(statement)) return true;
  throw new Error(
    `pyodide.asm.mjs: expected nothing in ${HEAD} but assignments such as _free=Module["_free"]=wasmExports["free"], ` +
      `found ${JSON.stringify(statement.slice(0, 200))}. See docs/upgrading-pyodide.md.`,
  );
}

function refuseComputedNames(text) {
  const found = [...text.matchAll(COMPUTED)]
    .map(({ index }) => text.slice(index, index + 60))
    .filter((place) => !FUTILE.some((futile) => place.startsWith(futile)));
  if (found.length === 0) return;
  throw new Error(
    `pyodide.asm.mjs asks for an export by a computed name (${found[0]}), so that the build cannot see which exports it ` +
      "uses. See docs/upgrading-pyodide.md.",
  );
}

/** Names that do not stand behind a dot. */
function variablesIn(text) {
  return new Set(text.match(/(?<![.\w$])[\w$]+/g));
}

/** Names behind a dot or a quote. */
function propertiesIn(text) {
  return new Set(text.match(/(?<=[."'])[\w$]+/g));
}

/**
 * All names, wherever they stand.
 *
 * @param {string} text
 * @returns {Set<string>}
 */
export function wordsIn(text) {
  return new Set(text.match(/[\w$]+/g));
}
