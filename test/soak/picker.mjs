/** Picks each kind once, then kinds by their shares, in an order that the seed decides (Mulberry32). */
export function picker(kinds, seed) {
  let state = seed;
  const unpicked = [...kinds];
  const total = kinds.reduce((sum, kind) => sum + kind.share, 0);
  return () => {
    const next = unpicked.shift();
    if (next !== undefined) return next;
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return at(kinds, (((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * total);
  };
}

function at(kinds, place) {
  let left = place;
  for (const kind of kinds) {
    left -= kind.share;
    if (left < 0) return kind;
  }
  return kinds.at(-1);
}
