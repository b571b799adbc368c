import { transformSync } from "esbuild";

/** Emscripten's function around the whole program, as esbuild writes it. */
const PROGRAM = /async function ([\w$]+)\(moduleArg=\{\}\)\{(.*?),moduleRtn\}/gs;

/**
 * Puts the program into brackets. V8 compiles a function in brackets while it parses the script, because such functions are
 * mostly called at once; else it parses half a megabyte to find the end of the function, and again when it is called.
 *
 * @param {string} script a bundle, minified
 * @returns {string}
 */
export function compileEagerly(script) {
  const count = [...script.matchAll(PROGRAM)].length;
  if (count !== 1)
    throw new Error(`expected one program of Emscripten as esbuild writes it in the bundle, found ${count}`);
  const wrapped = script.replaceAll(
    PROGRAM,
    (_, name, body) => `var ${name}=(async function(moduleArg={}){${body},moduleRtn});`,
  );
  refuseBroken(wrapped);
  return wrapped;
}

/** The end is found by its text. Had the text stood inside a string or an inner function, brackets would not match now. */
function refuseBroken(script) {
  try {
    transformSync(script, { logLevel: "silent" });
  } catch (error) {
    throw new Error(
      "The program of Emscripten does not end where its text first looks like its end. See docs/upgrading-pyodide.md.",
      { cause: error },
    );
  }
}
