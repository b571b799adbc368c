import { nearestNames } from "../util/nearest.ts";
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

/**
 * Adds the nearest flags to the parser's "unknown option". The parser itself suggests for misspellings
 * only; this one also finds `--timeout` in `--execution-timeout`, and looks past `=value`.
 */
export function withNearestFlag(message: string, flags: readonly string[]): string {
  const asked = /unknown option '--([^'=]+)/.exec(message)?.[1];
  if (asked === undefined || message.includes("Did you mean")) return message;
  const names = nearestNames(
    asked,
    flags.map((flag) => flag.slice(2)),
  ).map((name) => `--${name}`);
  if (names.length === 0) return message;
  return `${message.trimEnd()}\n(Did you mean ${names.length > 1 ? "one of " : ""}${names.join(", ")}?)\n`;
}
