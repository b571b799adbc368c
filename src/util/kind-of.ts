/** `Date`, `Map`, `Object`: the same in every realm, unlike `instanceof`. Test runners run us in one of their own. */
export function kindOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice("[object ".length, -1);
}
