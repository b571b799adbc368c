/** Half of a guess right is enough to name it, a third is noise. */
const MIN_LIKENESS = 0.6;

/**
 * Adds the nearest flags to the parser's "unknown option". The parser itself suggests for slips of the finger
 * only; this one also finds `--timeout` in `--execution-timeout`, and looks past `=value`.
 */
export function withNearestFlag(message: string, flags: readonly string[]): string {
  const asked = /unknown option '(--[^'=]+)/.exec(message)?.[1];
  if (asked === undefined || message.includes("Did you mean")) return message;
  const likeness = flags.map((flag) => ({ flag, share: sharedPairs(asked.slice(2), flag.slice(2)) }));
  const best = Math.max(...likeness.map(({ share }) => share));
  if (best < MIN_LIKENESS) return message;
  const names = likeness.filter(({ share }) => share === best).map(({ flag }) => flag);
  return `${message.trimEnd()}\n(Did you mean ${names.length > 1 ? "one of " : ""}${names.join(", ")}?)\n`;
}

/** How many of the shorter word's pairs of neighbouring letters stand in the longer one, from 0 to 1. */
function sharedPairs(one: string, other: string): number {
  const [short, long] = [pairsOf(one), pairsOf(other)].sort((left, right) => left.size - right.size);
  if (short === undefined || long === undefined || short.size === 0) return 0;
  return [...short].filter((pair) => long.has(pair)).length / short.size;
}

function pairsOf(word: string): ReadonlySet<string> {
  return new Set(Array.from(word.slice(1), (letter, index) => word[index] + letter));
}
