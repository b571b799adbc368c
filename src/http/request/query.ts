/**
 * The query parameters of a URL, every value in the order sent. The path is ignored, since there is no
 * routing (contract 2.1); `integration` and `tag` are parameters like others (ruling 6).
 */
export function queryParameters(url: string): Map<string, string[]> {
  const parameters = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(queryOf(url))) {
    const values = parameters.get(name);
    if (values) values.push(value);
    else parameters.set(name, [value]);
  }
  return parameters;
}

/** The query as it is written, without its `?`. */
export function queryOf(url: string): string {
  const withoutFragment = url.split("#", 1)[0] ?? "";
  const start = withoutFragment.indexOf("?");
  return start === -1 ? "" : withoutFragment.slice(start + 1);
}

/** The path as it is written, percent-encoded. */
export function pathOf(url: string): string {
  return new URL(url, "https://localhost").pathname;
}
