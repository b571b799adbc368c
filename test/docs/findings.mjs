/** The table of docs/leaks.md: each kind of finding, from the doc comments of `src/api/audit.ts`. */
import { prose } from "./reference.mjs";
import { declarationsIn } from "./sources.mjs";

export function findings() {
  const lines = [...declarationsIn("src/api/audit.ts").values()].flatMap(({ parents, docs, members }) => {
    const [, kind] = /^Finding<"(\w+)">$/.exec(parents ?? "") ?? [];
    if (kind === undefined) return [];
    return [`| \`${kind}\` | ${prose(docs)} | ${members.map(({ name }) => `\`${name}\``).join(", ")} |`];
  });
  return `| \`kind\` | | Members |\n| --- | --- | --- |\n${lines.join("\n")}\n`;
}
