/** The similarity from which a name is suggested: a third is noise. */
const MIN_LIKENESS = 0.6;

/**
 * The names that were probably meant by `asked`: several when they are equally near, none when all are
 * far. Finds misspellings (`entrypont`), swapped letters (`sclaing`) and parts (`timeout` in `executionTimeoutMs`).
 */
export function nearestNames(asked: string, known: readonly string[]): readonly string[] {
  const likeness = known.map((name) => ({
    name,
    share: likenessOf(asked.toLowerCase(), name.toLowerCase()),
  }));
  const best = Math.max(...likeness.map(({ share }) => share));
  if (best < MIN_LIKENESS) return [];
  return likeness.filter(({ share }) => share === best).map(({ name }) => name);
}

/** From 0 to 1: 1 for two letters that changed places, else by the pairs of letters that it shares. */
function likenessOf(asked: string, name: string): number {
  return swapsOf(asked).includes(name) ? 1 : sharedPairs(asked, name);
}

function swapsOf(word: string): readonly string[] {
  const letters = Array.from(word);
  return letters
    .slice(1)
    .map((letter, index) => word.slice(0, index) + letter + letters[index] + word.slice(index + 2));
}

/** How many pairs of neighbouring letters of `asked` occur in `name`, from 0 to 1. */
function sharedPairs(asked: string, name: string): number {
  const [pairs, known] = [pairsOf(asked), pairsOf(name)];
  if (pairs.size === 0) return 0;
  return [...pairs].filter((pair) => known.has(pair)).length / pairs.size;
}

function pairsOf(word: string): ReadonlySet<string> {
  return new Set(Array.from(word.slice(1), (letter, index) => word[index] + letter));
}
