/** Half of a guess right is enough to name it, a third is noise. */
const MIN_LIKENESS = 0.6;

/** The known names most like the one that was asked for, all of them when several are; none when none is near. */
export function nearestOf(asked: string, known: readonly string[]): readonly string[] {
  const likeness = known.map((name) => ({ name, share: sharedPairs(asked, name) }));
  const best = Math.max(...likeness.map(({ share }) => share));
  return best < MIN_LIKENESS ? [] : likeness.filter(({ share }) => share === best).map(({ name }) => name);
}

/** How many of the shorter word's pairs of neighbouring letters stand in the longer one, from 0 to 1. */
function sharedPairs(one: string, other: string): number {
  const [short, long] = [pairsOf(one), pairsOf(other)].sort((left, right) => left.size - right.size);
  if (short === undefined || long === undefined || short.size === 0) return 0;
  return [...short].filter((pair) => long.has(pair)).length / short.size;
}

function pairsOf(name: string): ReadonlySet<string> {
  const word = name.toLowerCase();
  return new Set(Array.from(word.slice(1), (letter, index) => word.charAt(index) + letter));
}
