const TOKEN = /"(?:\\.|[^"\\])*"|[[\]{}:,]|[^\s[\]{}:,"]+/g;

/** JSON with a line for each member. It is never parsed into numbers, so that 23 digits and `1.0` stay what they are. */
export function prettyJson(text: string): string {
  const tokens = text.match(TOKEN) ?? [];
  let depth = 0;
  let pretty = "";
  for (const [index, token] of tokens.entries()) {
    const isClosing = token === "]" || token === "}";
    const isFirst = /[[{]$/.test(tokens[index - 1] ?? "") && (tokens[index - 1]?.length ?? 0) === 1;
    if (isClosing) depth -= 1;
    if (isClosing ? !isFirst : isFirst || tokens[index - 1] === ",") pretty += `\n${"  ".repeat(depth)}`;
    pretty += token === ":" ? ": " : token;
    if (token === "[" || token === "{") depth += 1;
  }
  return pretty;
}
