import { UsageError } from "../../errors.ts";

/**
 * The values of a template's parameters in a path: `{id}` is one segment or a part of it, `{name+}` is all that
 * follows. Percent-decoded.
 *
 * @throws UsageError when the path does not match the template.
 */
export function pathParametersOf(template: string, path: string): Record<string, string> {
  const names: string[] = [];
  const pattern = template.replace(
    /\{([^{}+]+)(\+?)\}|[^{]+|\{/g,
    (literal, name?: string, plus?: string) => {
      if (name === undefined) return escaped(literal);
      names.push(name);
      return plus ? "(.+)" : "([^/]+)";
    },
  );
  const match = new RegExp(`^${pattern}$`).exec(path);
  if (match === null) throw notOfTemplate(template, path);
  return Object.fromEntries(names.map((name, index) => [name, decoded(match[index + 1] ?? "")]));
}

/** Literal text as a pattern for the path of a URL, where letters beyond ASCII are percent-encoded. */
function escaped(literal: string): string {
  const encoded = encodeURI(literal).replaceAll("%25", "%");
  return encoded.replace(/[\\^$.*+?()[\]|/-]/g, "\\$&");
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function notOfTemplate(template: string, path: string): UsageError {
  return new UsageError(
    "INVALID_OPTION",
    `gateway.path: expected a template that the URL's path ${JSON.stringify(path)} fits, ` +
      `got ${JSON.stringify(template)}; mend one of them, or give gateway.pathParameters.`,
  );
}
