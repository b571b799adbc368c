/** The core speaks of options; whoever typed a command knows flags. */
const FLAG_OF: readonly (readonly [RegExp, string])[] = [
  [/^environment\.(?=\w)/, "--environment "],
  [/^environment\b/, "--environment"],
  [/^entrypoint\b/, "--entrypoint"],
  [/^source\b/, "SOURCE"],
  [/^events\.\w+\(\): /, "--with: "],
  [/\bexecutionTimeoutMs\b/g, "--execution-timeout"],
  [/\bmemoryMb\b/g, "--memory"],
  // No flag moves the limits.
  [/; limits\.\w+ allows it here/, ""],
];

/** A sentence of the core's with the flags' names in place of the options'. */
export function inFlagWords(sentence: string): string {
  return FLAG_OF.reduce((text, [option, flag]) => text.replace(option, flag), sentence);
}
