import { OPTION_FLAGS } from "./flags.ts";

type Replacement = readonly [RegExp, string];

/** Option names become flags. Words such as `environment` are option names only at the start of a message. */
const REPLACEMENTS: readonly Replacement[] = [
  [/^environment\.(?=\w)/, "--environment "],
  ...OPTION_FLAGS.map(({ option, flag }): Replacement => [patternOf(option), flag.split(" ")[0] as string]),
  [/^source\b/, "SOURCE"],
  [/^events\.\w+\(\): /, "--with: "],
  // No flag moves the limits.
  [/; limits\.\w+ allows it here/, ""],
];

function patternOf(option: string): RegExp {
  const isCamelCase = /[A-Z]/.test(option);
  return isCamelCase ? new RegExp(`\\b${option}\\b`, "g") : new RegExp(`^${option}\\b(\\[\\d+\\])?`);
}

/** A message of the library with the names of flags in place of the options'. */
export function inFlagWords(sentence: string): string {
  return REPLACEMENTS.reduce((text, [option, flag]) => text.replace(option, flag), sentence);
}
