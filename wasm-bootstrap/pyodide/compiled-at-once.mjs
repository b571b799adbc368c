/** Emscripten's function around the whole program, as esbuild writes it. */
const PROGRAM = /async function ([\w$]+)\(moduleArg=\{\}\)\{(.*?),moduleRtn\}/s;

/**
 * In brackets, a function counts as one that is called at once: V8 then compiles it while it reads the script. Else it looks
 * at half a megabyte a first time to find its end, and a second time when it is called and everybody waits.
 *
 * @param {string} script a bundle, minified
 * @returns {string}
 */
export function compiledAtOnce(script) {
  if (!PROGRAM.test(script))
    throw new Error("The bundle holds no program of Emscripten as esbuild writes it.");
  return script.replace(
    PROGRAM,
    (_, name, body) => `var ${name}=(async function(moduleArg={}){${body},moduleRtn});`,
  );
}
