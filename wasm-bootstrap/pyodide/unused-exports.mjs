import { replaceOnce } from "./replace-once.mjs";

/** The function that gives each export a variable and a property of `Module`, and the variables, right before it. */
const HEAD = "function assignWasmExports(wasmExports){";
const VARIABLES = /var ([\w$]+(?:,[\w$]+){1000,});$/;
/** `_free=Module["_free"]=wasmExports["free"]`, or the same with `.value>>>0` behind it. */
const ASSIGNMENT = /^([\w$]+)=Module\["([\w$]+)"\]=/;

/**
 * Of nearly 5,000 exports that have names in Pyodide's script, it uses some 150. (Modules that are loaded later find what
 * they need by another way.)
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
  const usedVariables = variablesIn(rest);
  const usedProperties = propertiesIn(rest + reader);
  const kept = body.split(";").filter((statement) => {
    const [, variable, property] = ASSIGNMENT.exec(statement) ?? [];
    return variable === undefined || usedVariables.has(variable) || usedProperties.has(property);
  });
  const assigned = variablesIn(kept.join(";"));
  const names = variables[1].split(",").filter((name) => usedVariables.has(name) || assigned.has(name));
  return replaceOnce(
    script,
    `${variables[0]}${HEAD}${body}`,
    `var ${names.join(",")};${HEAD}${kept.join(";")}`,
  );
}

/** What comes before, in and after the function's braces. */
function cut(script) {
  const [before, rest, ...more] = script.split(HEAD);
  const end = rest?.indexOf("}") ?? -1;
  if (end < 0 || more.length > 0) throw new Error(`pyodide.asm.mjs: expected once ${HEAD}`);
  return [before, rest.slice(0, end), rest.slice(end)];
}

function variablesIn(text) {
  return new Set(text.match(/(?<![.\w$])[\w$]+/g));
}

/**
 * Names behind a dot, and what stands in quotes.
 *
 * @param {string} text
 * @returns {Set<string>}
 */
export function propertiesIn(text) {
  return new Set(text.match(/(?<=[."'])[\w$]+/g));
}
