/** `Date`, `Map`, `Object`: the same in every realm, unlike `instanceof`. Test runners run this code in a realm of their own. */
export function kindOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice("[object ".length, -1);
}

/** Whether it is a `URL` of any realm: jsdom has a class of its own. */
export function isUrl(value: unknown): value is URL {
  return kindOf(value) === "URL";
}

/** Whether it is an `Error` of any realm. */
export function isError(value: unknown): value is Error {
  return value instanceof Error || kindOf(value) === "Error";
}
