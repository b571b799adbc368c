/** The canonical form of a header name, each word capitalised: `x-request-id` is `X-Request-Id` (contract 2.2, ruling 7). */
export function canonicalHeaderName(name: string): string {
  return name.split("-").map(capitalised).join("-");
}

function capitalised(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase();
}
